import type { ReactNode } from 'react';
import type { Instant } from '#kernel/instant.ts';
import { Icon, type IconName } from '../controls/icon.tsx';
import { useReader } from '../reader/reader.tsx';
import { Quotation } from './quotation.tsx';

export type TimelineState = 'kept' | 'held' | 'conflict' | 'unsent';

export type TimelineItem = {
  readonly id: string;
  readonly at: Instant;
  /** Who wrote it, as the reader may know them. */
  readonly by: string;
  /** Which part of the record: "Safety", "Plan". */
  readonly part: string;
  readonly title: string;
  readonly state?: TimelineState;
  readonly body?: ReactNode;
  readonly exactWords?: string | undefined;
};

const SHAPES: Readonly<Record<Exclude<TimelineState, 'kept'>, IconName>> = {
  held: 'waiting',
  conflict: 'conflict',
  unsent: 'unsent',
};

/** The spine of a case. What is held, in conflict or not yet sent is marked by word and shape. */
export function Timeline(props: {
  readonly label: string;
  readonly items: readonly TimelineItem[];
}) {
  const { words, instant } = useReader();
  return (
    <ol className="bare-list timeline" aria-label={props.label}>
      {props.items.map((item) => {
        const { state = 'kept' } = item;
        return (
          <li key={item.id} className={`timeline-item timeline-${state}`}>
            <p className="timeline-when small quiet">
              <time dateTime={item.at}>{instant(item.at)}</time>
              <span>{item.part}</span>
            </p>
            <h3 className="timeline-title">{item.title}</h3>
            {state === 'kept' ? null : (
              <p className="mark mark-due">
                <Icon name={SHAPES[state]} />
                {words(`timeline.${state}`)}
              </p>
            )}
            {item.body ? <div>{item.body}</div> : null}
            {item.exactWords ? <Quotation words={item.exactWords} /> : null}
            <p className="small quiet">
              {words('timeline.by')} <bdi>{item.by}</bdi>
            </p>
          </li>
        );
      })}
    </ol>
  );
}
