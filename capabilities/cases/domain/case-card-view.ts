import type { ClockDefinition } from '#kernel/clock.ts';
import type { Directory } from '#kernel/directory.ts';
import type { RecordId } from '#kernel/ids.ts';
import type { Card } from '#kernel/record-type.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import { clocksShown } from './clocks-shown.ts';
import { type CaseCard, CaseCodes } from './views.ts';

/** A card as it is kept: codes only of classes that the reader was granted. */
export type CardKept = {
  readonly recordId: RecordId;
  readonly card: Pick<Card, 'code' | 'dueAt' | 'worker' | 'clocks'> & {
    readonly parts: Readonly<Partial<Record<SensitivityClass, Readonly<Record<string, unknown>>>>>;
  };
};

/** One line of the list of cases. */
export function caseCardView(
  { recordId, card }: CardKept,
  {
    named,
    clocks,
  }: { readonly named: Directory; readonly clocks: ReadonlyMap<string, ClockDefinition> },
): CaseCard {
  const { care } = card.parts;
  const codes = care && { risk: null, plan: 'none', result: null, ...care };
  const granted = new Set(Object.keys(card.parts));
  return {
    recordId,
    code: card.code,
    dueAt: card.dueAt,
    dueClock: clocksShown(clocks, card.clocks, granted)[0]?.clock ?? null,
    worker: card.worker && named(card.worker),
    codes: codes ? CaseCodes.parse(codes) : null,
  };
}
