import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { Mark } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { useNow } from '#platform/design/reader/use-now.ts';
import type { MeasureView, ProtectionView } from '../domain/views.ts';
import { countText, dueText, stateKind } from './measure-words.ts';

/** Among the parts of a case: how far the eleven measures are, what is due first, and the way to all. */
export function MeasuresBoard({ view }: { readonly view: ProtectionView }) {
  const reader = useReader();
  const { words } = reader;
  const now = useNow();
  const known = view.measures.filter((one) => one.state !== 'not-for-you');
  if (known.length === 0) return null;
  const pressing = known
    .filter((one) => one.due !== null)
    .toSorted((one, other) => ((one.due?.at ?? '') < (other.due?.at ?? '') ? -1 : 1))[0];
  const due = pressing ? dueText(pressing, now, reader) : undefined;
  return (
    <section className="part">
      <div className="section-head">
        <h3>{words('measures.title')}</h3>
      </div>
      <p>{countText(known, reader)}</p>
      {due ? <p className={due.isLate ? 'small is-late' : 'small'}>{due.text}</p> : null}
      <Folded title={words('measures.show')}>
        <ol className="inside-list">
          {view.measures.map((one) => (
            <Line key={one.measure} measure={one} />
          ))}
        </ol>
      </Folded>
      <p>
        <ButtonLink to={`/cases/${view.recordId}/measures`}>{words('measures.open')}</ButtonLink>
      </p>
    </section>
  );
}

function Line({ measure }: { readonly measure: MeasureView }) {
  const { words } = useReader();
  return (
    <li>
      {words(`measure.${measure.measure}`)}{' '}
      <Mark kind={stateKind(measure)}>{words(`measure.state.${measure.state}`)}</Mark>
    </li>
  );
}
