import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from '../controls/button.tsx';
import { useReader } from '../reader/reader.tsx';

/** A question in front of the page, or a panel of settings at its side. */
export function Dialog(props: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly place?: 'middle' | 'side';
}) {
  const { words } = useReader();
  return (
    <ModalOverlay
      className="overlay"
      isOpen={props.isOpen}
      onOpenChange={(isOpen) => (isOpen ? undefined : props.onClose())}
      isDismissable
    >
      <Modal className={`modal modal-${props.place ?? 'middle'}`}>
        <AriaDialog className="dialog">
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {props.title}
            </Heading>
            <Button kind="plain" icon="cross" label={words('dialog.close')} onPress={props.onClose}>
              {null}
            </Button>
          </div>
          {props.children}
          {props.actions ? <div className="row dialog-actions">{props.actions}</div> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
