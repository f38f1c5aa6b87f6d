import type { ReactNode } from 'react';
import { useReader } from '../reader/reader.tsx';

/** What will stand here, and how to begin. */
export function EmptyState(props: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="empty">
      <p className="empty-title">{props.title}</p>
      {props.children ? <div className="quiet">{props.children}</div> : null}
      {props.action}
    </div>
  );
}

/** Stands where lines will be, while they come. */
export function Skeleton({ lines = 3 }: { readonly lines?: number }) {
  const { words } = useReader();
  return (
    <output className="skeleton">
      <span className="only-heard">{words('waiting')}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className="skeleton-line" aria-hidden="true" />
      ))}
    </output>
  );
}
