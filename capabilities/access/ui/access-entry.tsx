import type { ReactNode } from 'react';
import { useReader } from '#platform/design/reader/reader.tsx';
import { ConflictDeclared, ConflictLifted, GlassBroken } from '../domain/access-section.ts';

/** What an entry of this slice says on the timeline; undefined for entries of others. */
export function accessEntry(type: string, body: unknown): ReactNode {
  return type.startsWith('access.') ? <AccessEntry body={body} /> : undefined;
}

function AccessEntry({ body }: { readonly body: unknown }) {
  const { words, instant } = useReader();
  const broken = GlassBroken.safeParse(body);
  if (broken.success)
    return (
      <div className="stack-close">
        <p>{words(`break-glass.reason.${broken.data.reason}`)}</p>
        <Note text={broken.data.explanation} />
        <p className="small quiet">
          {words('break-glass.until', { until: instant(broken.data.until) })}
        </p>
      </div>
    );
  const conflict = ConflictDeclared.safeParse(body);
  if (conflict.success) return <p>{words(`conflict.kind.${conflict.data.kind}`)}</p>;
  const lifted = ConflictLifted.safeParse(body);
  return lifted.success ? <Note text={lifted.data.reason} /> : null;
}

function Note({ text }: { readonly text: string }) {
  return (
    <blockquote className="note" dir="auto">
      {text}
    </blockquote>
  );
}
