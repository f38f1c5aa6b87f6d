import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useReader } from '../reader/reader.tsx';
import { Icon, type IconName } from './icon.tsx';

export type ButtonKind = 'primary' | 'quiet' | 'plain' | 'danger';

type ButtonProps = {
  readonly children: ReactNode;
  readonly kind?: ButtonKind;
  readonly icon?: IconName;
  readonly iconAfter?: IconName;
  readonly type?: 'button' | 'submit';
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  readonly isWide?: boolean;
  /** What a screen reader says, where the words on the button alone would not do. */
  readonly label?: string;
  readonly expanded?: boolean;
  readonly className?: string;
  readonly onPress?: () => void;
};

/** `danger` is for what could harm a child or cannot be undone, and for nothing else. */
export function Button(props: ButtonProps) {
  const { kind = 'quiet', isBusy = false, label, expanded, onPress } = props;
  const classes = ['button', `button-${kind}`, props.isWide ? 'button-wide' : '', props.className];
  return (
    <AriaButton
      // A busy button keeps the focus and does nothing. React Aria's own `isPending` leaves a mark in
      // its announcer that points to the button after it has gone.
      type={isBusy ? 'button' : (props.type ?? 'button')}
      className={classes.filter(Boolean).join(' ')}
      isDisabled={props.isDisabled ?? false}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      {...(onPress && !isBusy ? { onPress } : {})}
    >
      <ButtonWords {...props} />
    </AriaButton>
  );
}

function ButtonWords({ isBusy, icon, iconAfter, children }: ButtonProps) {
  const { words } = useReader();
  return (
    <>
      {isBusy ? <span className="spinner" aria-hidden="true" /> : null}
      {icon && !isBusy ? <Icon name={icon} /> : null}
      {children}
      {iconAfter ? <Icon name={iconAfter} /> : null}
      {isBusy ? <span className="only-heard">{words('button.busy')}</span> : null}
    </>
  );
}
