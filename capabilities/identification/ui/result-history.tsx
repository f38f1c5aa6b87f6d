import { Folded } from '#platform/design/patterns/folded.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { IdentificationView } from '../domain/identification-view.ts';

/** What the rules said before, newest first: a result changes with each new fact, and none is lost. */
export function ResultHistory({ view }: { readonly view: IdentificationView }) {
  const { words, instant } = useReader();
  if (view.history.length < 2) return null;
  return (
    <Folded title={words('result.history', { count: view.history.length })}>
      <ol className="bare-list stack">
        {view.history.map((past) => (
          <li key={past.entry}>
            <p className="small quiet">
              <time dateTime={past.at}>{instant(past.at)}</time>
            </p>
            <p>{words(`identification.result.${past.results[0] ?? 'insufficient-information'}`)}</p>
          </li>
        ))}
      </ol>
    </Folded>
  );
}
