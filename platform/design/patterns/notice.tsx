import type { ReactNode } from 'react';
import { Icon, type IconName } from '../controls/icon.tsx';
import { useReader } from '../reader/reader.tsx';

export type NoticeKind = 'info' | 'due' | 'danger' | 'done';

const SHAPES: Readonly<Record<NoticeKind, IconName>> = {
  info: 'info',
  due: 'due',
  danger: 'danger',
  done: 'done',
};

/** Something to know. Word and shape carry the kind; the colour only repeats it. */
export function Notice(props: {
  readonly kind: NoticeKind;
  readonly title: string;
  readonly children?: ReactNode;
  /** Read out at once when it appears after the page did. */
  readonly isNews?: boolean;
}) {
  const { words } = useReader();
  return (
    <section
      className={`notice notice-${props.kind}`}
      {...(props.isNews ? { role: props.kind === 'danger' ? 'alert' : 'status' } : {})}
    >
      <Icon name={SHAPES[props.kind]} />
      <div className="notice-body">
        <p className="notice-kind">{words(`notice.${props.kind}`)}</p>
        <p className="notice-title">{props.title}</p>
        {props.children ? <div className="stack">{props.children}</div> : null}
      </div>
    </section>
  );
}

/** A short state beside a thing: due, done, held. */
export function Mark(props: { readonly kind: NoticeKind | 'plain'; readonly children: ReactNode }) {
  return (
    <span className={`mark mark-${props.kind}`}>
      {props.kind === 'plain' ? null : <Icon name={SHAPES[props.kind]} />}
      {props.children}
    </span>
  );
}
