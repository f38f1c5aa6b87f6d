import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useReader } from '../reader/reader.tsx';
import { Icon, type IconName } from './icon.tsx';

export type ButtonKind = 'primary' | 'quiet' | 'plain' | 'danger';

/** `danger` is for what could harm a child or cannot be undone, and for nothing else. */
export function Button(props: {
  readonly children: ReactNode;
  readonly kind?: ButtonKind;
  readonly icon?: IconName;
  readonly iconAfter?: IconName;
  readonly type?: 'button' | 'submit';
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  readonly isWide?: boolean;
  readonly label?: string;
  readonly expanded?: boolean;
  readonly className?: string;
  readonly onPress?: () => void;
}) {
  const { kind = 'quiet', isBusy = false, isDisabled = false, children } = props;
  const { words } = useReader();
  return (
    <AriaButton
      type={props.type ?? 'button'}
      className={`button button-${kind} ${props.isWide ? 'button-wide' : ''} ${props.className ?? ''}`}
      isPending={isBusy}
      isDisabled={isDisabled}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
      {...(props.expanded === undefined ? {} : { 'aria-expanded': props.expanded })}
      {...(props.onPress ? { onPress: props.onPress } : {})}
    >
      {isBusy ? <span className="spinner" aria-hidden="true" /> : null}
      {props.icon && !isBusy ? <Icon name={props.icon} /> : null}
      {children}
      {props.iconAfter ? <Icon name={props.iconAfter} /> : null}
      {isBusy ? <span className="only-heard">{words('button.busy')}</span> : null}
    </AriaButton>
  );
}
