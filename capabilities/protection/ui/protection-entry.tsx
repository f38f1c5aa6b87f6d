import type { ReactNode } from 'react';
import { z } from 'zod';
import { useReader } from '#platform/design/reader/reader.tsx';
import { Measure, MeasureBlocked } from '../domain/measure.ts';

const About = z.object({ measure: Measure });

/** What a note on a measure says on the timeline; undefined for entries of others, and for forms. */
export function protectionEntry(type: string, body: unknown): ReactNode {
  return type.startsWith('protection.measure-') ? <MeasureEntry body={body} /> : undefined;
}

function MeasureEntry({ body }: { readonly body: unknown }) {
  const { words, day } = useReader();
  const about = About.safeParse(body);
  if (!about.success) return null;
  const blocked = MeasureBlocked.safeParse(body);
  return (
    <div className="stack-close">
      <p>{words(`measure.${about.data.measure}`)}</p>
      {blocked.success ? (
        <>
          <p>{words(`hindrance.${blocked.data.reason}`)}</p>
          {blocked.data.until ? (
            <p className="small">{words('measure.until', { day: day(blocked.data.until) })}</p>
          ) : null}
          {blocked.data.words ? (
            <blockquote className="note" dir="auto">
              {blocked.data.words}
            </blockquote>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
