import { type ReactNode, useState } from 'react';
import { Answered } from '#platform/design/calling/answered.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { BrandMark } from '#platform/design/patterns/app-header.tsx';
import { Dialog } from '#platform/design/patterns/dialog.tsx';
import { Mark, Notice } from '#platform/design/patterns/notice.tsx';
import { PrintButton } from '#platform/design/patterns/paper.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { StepProgress } from '#platform/design/patterns/step-progress.tsx';
import { EmptyState, Skeleton } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { Exhibit, State } from './exhibit.tsx';

const KINDS = ['info', 'due', 'danger', 'done'] as const;

export function GalleryNotices() {
  return (
    <>
      <Notices />
      <Marks />
      <Refusals />
      <Waiting />
      <InFront />
    </>
  );
}

function Notices() {
  const { words } = useReader();
  return (
    <Exhibit name="Notice">
      <State of="rest">
        {KINDS.map((kind) => (
          <Notice key={kind} kind={kind} title={words(`gallery.notice.${kind}`)}>
            <p>{words('gallery.notice.more')}</p>
          </Notice>
        ))}
      </State>
      <State of="long">
        <Notice kind="due" title={words('gallery.long')} />
      </State>
      <State of="mirrored">
        <Notice kind="danger" title={words('gallery.notice.danger')} />
      </State>
    </Exhibit>
  );
}

function Marks() {
  const { words } = useReader();
  return (
    <Exhibit name="Mark">
      <State of="rest">
        <div className="row">
          {(['plain', ...KINDS] as const).map((kind) => (
            <Mark key={kind} kind={kind}>
              {words('gallery.mark.due')}
            </Mark>
          ))}
        </div>
      </State>
      <State of="long">
        <Mark kind="due">{words('gallery.long')}</Mark>
      </State>
    </Exhibit>
  );
}

function Refusals() {
  const { words } = useReader();
  const again = () => undefined;
  const shown = (text: string): ReactNode => <p>{text}</p>;
  return (
    <>
      <Exhibit name="RefusalNotice">
        <State of="rest">
          <RefusalNotice refusal={{ code: 'network.unreachable' }}>
            <Button>{words('refusal.again')}</Button>
          </RefusalNotice>
        </State>
        <State of="empty">
          <RefusalNotice refusal={{ code: 'gallery.no-such-code' }} />
        </State>
      </Exhibit>
      <Exhibit name="Answered" parts={['ApiProvider']}>
        <State of="busy">
          <Answered answer={{ state: 'waiting' }}>{shown}</Answered>
        </State>
        <State of="issue">
          <Answered answer={{ state: 'refused', refusal: { code: 'network.unreachable' }, again }}>
            {shown}
          </Answered>
        </State>
        <State of="rest">
          <Answered answer={{ state: 'ready', value: words('gallery.notice.more'), again }}>
            {shown}
          </Answered>
        </State>
      </Exhibit>
    </>
  );
}

function Waiting() {
  const { words } = useReader();
  return (
    <>
      <Exhibit name="EmptyState">
        <State of="rest">
          <EmptyState
            title={words('gallery.empty')}
            action={<Button icon="add">{words('gallery.add')}</Button>}
          >
            <p>{words('gallery.empty.what')}</p>
          </EmptyState>
        </State>
      </Exhibit>
      <Exhibit name="Skeleton">
        <State of="busy">
          <Skeleton />
        </State>
      </Exhibit>
      <Exhibit name="StepProgress">
        <State of="rest">
          <StepProgress step={2} steps={5} />
        </State>
        <State of="overfull">
          <StepProgress step={9} steps={24} />
        </State>
      </Exhibit>
    </>
  );
}

function InFront() {
  const { words } = useReader();
  const [open, setOpen] = useState<'middle' | 'side' | undefined>(undefined);
  return (
    <>
      <Exhibit name="Dialog">
        <State of="rest">
          <div className="row">
            {(['middle', 'side'] as const).map((place) => (
              <Button key={place} onPress={() => setOpen(place)}>
                {words(`gallery.dialog.${place}`)}
              </Button>
            ))}
          </div>
        </State>
        <Dialog
          title={words('gallery.question')}
          place={open ?? 'middle'}
          isOpen={open !== undefined}
          onClose={() => setOpen(undefined)}
          actions={<Button onPress={() => setOpen(undefined)}>{words('dialog.close')}</Button>}
        >
          <p>{words('gallery.notice.more')}</p>
        </Dialog>
      </Exhibit>
      <Exhibit name="Page" parts={['AppHeader', 'QuickCover', 'Section']}>
        <p>{words('gallery.around')}</p>
      </Exhibit>
      <Exhibit name="PrintButton" parts={['PaperHead']}>
        <State of="rest">
          <PrintButton />
        </State>
      </Exhibit>
      <Exhibit name="BrandMark">
        <BrandMark />
      </Exhibit>
    </>
  );
}
