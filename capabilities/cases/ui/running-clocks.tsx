import { useReader } from '#platform/design/reader/reader.tsx';
import { useNow } from '#platform/design/reader/use-now.ts';
import type { CaseView } from '../domain/views.ts';
import { dueWords, isLate } from './due-words.ts';

/** CA-2: everything that is due on a case, first due first; a value that nobody confirmed says so. */
export function RunningClocks({ view }: { readonly view: CaseView }) {
  const reader = useReader();
  const { words, instant } = reader;
  const now = useNow();
  if (view.clocks.length === 0) return <p>{words('due.nothing')}</p>;
  return (
    <>
      <ul className="bare-list clocks" aria-label={words('case.due.all')}>
        {view.clocks.map(({ clock, at, confirmed }) => (
          <li key={clock} className={clock === 'medical-care' ? 'clock clock-pressing' : 'clock'}>
            <span className="clock-what">{words(`clock.${clock}`)}</span>{' '}
            <time dateTime={at} title={instant(at)} className={isLate(at, now) ? 'is-late' : ''}>
              {dueWords(at, now, reader)}
              {confirmed ? '' : '*'}
            </time>
          </li>
        ))}
      </ul>
      {view.clocks.some(({ confirmed }) => !confirmed) ? (
        <p className="small quiet">{words('case.due.unconfirmed')}</p>
      ) : null}
    </>
  );
}
