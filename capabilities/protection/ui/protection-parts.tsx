import type { ReactNode } from 'react';
import { Link } from '#platform/design/controls/link.tsx';
import { AnswersView } from '#platform/design/form/answers-view.tsx';
import { TwoValues } from '#platform/design/form/two-values.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { Mark, Notice } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { ProtectionView } from '../domain/views.ts';
import { partMark } from './part-mark.ts';
import { otherParts, ownParts, partIn, type PartName } from './parts.ts';
import { SafePlaceAddress } from './safe-place-address.tsx';

/**
 * Among the parts of a case: guardian, safe place, health, justice, assessment. `own` are those that
 * the reader works on, where that is not the whole child; `others` the rest. What is not granted is
 * not there.
 */
export function ProtectionParts(props: {
  readonly view: ProtectionView;
  readonly which: 'own' | 'others';
}) {
  const { view, which } = props;
  const parts = which === 'own' ? ownParts(view) : otherParts(view);
  if (parts.length === 0) return null;
  return (
    <div className="parts">
      {parts.map((part) => (
        <Part key={part} view={view} part={part} />
      ))}
    </div>
  );
}

function Part({ view, part }: { readonly view: ProtectionView; readonly part: PartName }) {
  const { words, instant } = useReader();
  const pack = usePack();
  const written = partIn(view, part);
  if (!written) return null;
  const { content } = written;
  const title = words(`part.${part}`);
  const mark = partMark(view, part);
  const code = content ? 'part.change' : 'part.write';
  return (
    <section className="part">
      <div className="section-head">
        <h3>{title}</h3>
        {written.mayWrite ? (
          <Link
            to={`/cases/${view.recordId}/protection/${part}`}
            label={words(`${code}.of`, { part: title })}
          >
            {words(code)}
          </Link>
        ) : null}
      </div>
      {content ? (
        <>
          {mark ? <Mark kind={mark.kind}>{words(mark.words)}</Mark> : null}
          <p className="small quiet">
            {words('part.by', { name: content.by.name, at: instant(content.at) })}
          </p>
          <Besides view={view} part={part} />
          <TwoValues
            form={pack.form(part)}
            reference={pack.reference}
            siblings={content.siblings}
            decideAt={written.mayWrite ? `/cases/${view.recordId}/protection/${part}` : undefined}
            answers={content.answers}
          />
          <Folded title={words('part.show')}>
            <AnswersView
              form={pack.form(part)}
              answers={content.answers}
              reference={pack.reference}
            />
          </Folded>
        </>
      ) : (
        <p className="small quiet">{words('part.empty')}</p>
      )}
    </section>
  );
}

/** What of a part must not wait until somebody unfolds it. */
function Besides({
  view,
  part,
}: {
  readonly view: ProtectionView;
  readonly part: PartName;
}): ReactNode {
  const { words } = useReader();
  if (part === 'safe-place' && view.safePlace?.hasAddress)
    return <SafePlaceAddress recordId={view.recordId} />;
  if (part === 'justice' && view.justice?.nonPunishment)
    return <NonPunishment hasLawyer={view.justice.nonPunishment.hasLawyer} />;
  if (part === 'health') {
    const note = view.health?.content?.answers['careMustKnow'];
    return typeof note === 'string' ? (
      <div>
        <p className="small quiet">{words('form.health.field.careMustKnow')}</p>
        <p className="note" dir="auto">
          {note}
        </p>
      </div>
    ) : null;
  }
  return null;
}

/** PR-7: strong, and without a word that accuses. */
export function NonPunishment({ hasLawyer }: { readonly hasLawyer: boolean }) {
  const { words } = useReader();
  return (
    <Notice kind="danger" title={words('non-punishment.title')}>
      <p>{words('non-punishment.what')}</p>
      <p>{words(hasLawyer ? 'non-punishment.lawyer' : 'non-punishment.no-lawyer')}</p>
    </Notice>
  );
}
