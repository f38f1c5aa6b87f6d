import type { NoticeKind } from '#platform/design/patterns/notice.tsx';
import type { Reader } from '#platform/design/reader/reader.tsx';
import type { MeasureView } from '../domain/views.ts';

const KINDS: Readonly<Record<MeasureView['state'], NoticeKind | 'plain'>> = {
  done: 'done',
  begun: 'info',
  open: 'plain',
  blocked: 'due',
  'not-for-you': 'plain',
};

export function stateKind({ state }: MeasureView): NoticeKind | 'plain' {
  return KINDS[state];
}

/** When it is due, and by which clock; what was recalled and not confirmed says so. */
export function dueText(
  { due }: MeasureView,
  now: number,
  { words, instant }: Pick<Reader, 'words' | 'instant'>,
): { readonly text: string; readonly isLate: boolean } | undefined {
  if (!due) return undefined;
  const isLate = Date.parse(due.at) < now;
  const values = { clock: words(`clock.${due.clock}`), at: instant(due.at) };
  const text = words(isLate ? 'measure.late' : 'measure.due', values);
  return { text: due.confirmed ? text : `${text} ${words('measure.unconfirmed')}`, isLate };
}

const COUNTED = ['done', 'begun', 'blocked', 'open'] as const;

/** "3 done · 4 begun · 1 blocked": only what there is. */
export function countText(
  measures: readonly MeasureView[],
  { words, list }: Pick<Reader, 'words' | 'list'>,
): string {
  const counted = COUNTED.flatMap((state) => {
    const count = measures.filter((one) => one.state === state).length;
    return count === 0 ? [] : [words(`measures.count.${state}`, { count })];
  });
  return list(counted);
}
