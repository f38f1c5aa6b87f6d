import type { ReactNode } from 'react';
import { Link as AriaLink } from 'react-aria-components/Link';
import type { ButtonKind } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';

/** A way to another screen. `to` is a path of the app without its base: `/cases`. */
export function Link(props: {
  readonly to: string;
  readonly children: ReactNode;
  /** What a screen reader says, where the same short word stands more than once on the page. */
  readonly label?: string;
}) {
  return (
    <AriaLink
      className="link"
      href={props.to}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
    >
      {props.children}
    </AriaLink>
  );
}

/** A link that is the next step, so it has the size and look of a button. */
export function ButtonLink(props: {
  readonly to: string;
  readonly children: ReactNode;
  readonly kind?: ButtonKind;
  readonly icon?: IconName;
  readonly iconAfter?: IconName;
  /** Beside going there, such as closing the sheet in which the link stands. */
  readonly onPress?: () => void;
}) {
  return (
    <AriaLink
      className={`button button-${props.kind ?? 'quiet'}`}
      href={props.to}
      {...(props.onPress ? { onPress: props.onPress } : {})}
    >
      {props.icon ? <Icon name={props.icon} /> : null}
      {props.children}
      {props.iconAfter ? <Icon name={props.iconAfter} /> : null}
    </AriaLink>
  );
}
