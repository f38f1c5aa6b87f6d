import { useReader } from '#platform/design/reader/reader.tsx';
import { MeasureCard } from './measure-card.tsx';
import { countText } from './measure-words.ts';
import { WithProtection } from './with-protection.tsx';
import type { WorkerHere } from './worker-here.ts';

/** The eleven measures of one child, one card each; it is printed for a case conference. */
export function MeasuresScreen(props: { readonly recordId: string; readonly worker: WorkerHere }) {
  const reader = useReader();
  const { words } = reader;
  return (
    <WithProtection
      recordId={props.recordId}
      title={words('measures.title')}
      lead={words('measures.lead')}
      isPaper
    >
      {(view, reload) => (
        <>
          <p>{countText(view.measures, reader)}</p>
          <ol className="bare-list cards measures" aria-label={words('measures.title')}>
            {view.measures.map((one, index) => (
              <MeasureCard
                key={one.measure}
                recordId={props.recordId}
                number={index + 1}
                measure={one}
                mayNote={view.mayNote}
                worker={props.worker}
                onChanged={reload}
              />
            ))}
          </ol>
          <p className="small quiet">{words('measures.source')}</p>
        </>
      )}
    </WithProtection>
  );
}
