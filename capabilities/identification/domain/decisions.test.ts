import { describe, expect, test } from 'vitest';
import type { DraftEntry } from '#kernel/entry.ts';
import { RecordId } from '#kernel/ids.ts';
import { fold, type FoldedEntry } from '#kernel/record-type.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { changeStatus, type ChangeStatus } from './change-status.ts';
import { acceptResult, overrideResult } from './decide-result.ts';
import { smallRuleset } from './example-pack.ts';
import { ageStated, aMade, anEntryId, paz, sela } from './examples.ts';
import { identificationSection, type IdentificationState } from './identification-section.ts';
import { correctStatement, recordFacts, type StatedFact } from './record-facts.ts';
import { servicesContinue, Status } from './status.ts';
import {
  countingStatements,
  lastEvaluation,
  standingDecision,
  statusOf,
  workingResult,
} from './views.ts';

const ruleset = smallRuleset();
const nothing = identificationSection.start;
const { age } = ageStated(13, 13);
const reason = 'The school register shows otherwise.';

function taken(drafts: readonly DraftEntry[], author = sela): readonly FoldedEntry[] {
  const recordId = RecordId.parse('00000000-0000-7000-8000-0000000000c1');
  return drafts.map((entry) => ({ ...entry, recordId, author, purpose: 'child-protection' }));
}

type Outcome = Result<readonly DraftEntry[], Refusal>;

function after(state: IdentificationState, outcome: Outcome, author = sela): IdentificationState {
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return fold(identificationSection, state, taken(outcome.value, author));
}

const yes = (fact: string): StatedFact => ({ fact, value: 'yes', evidence: 'child-disclosed' });

function told(...facts: readonly string[]): IdentificationState {
  return after(nothing, recordFacts(nothing, ruleset, aMade(), { facts: facts.map(yes), age }));
}

describe('recording facts', () => {
  test('[ID-9] the facts and what they amount to are two entries, and both stay', () => {
    const first = told('mine');
    expect(first.evaluations.map(({ evaluation }) => evaluation.results)).toEqual([['middle']]);
    const second = after(
      first,
      recordFacts(first, ruleset, aMade(), { facts: [yes('moved')], age: null }),
    );
    expect(second.evaluations.map(({ evaluation }) => evaluation.results)).toEqual([
      ['middle'],
      ['high'],
    ]);
    expect(second.age).toEqual(age);
    expect(lastEvaluation(second)?.evaluation.rules[0]).toMatchObject({
      id: 'R-A-1',
      version: 1,
      factsUsed: ['moved', 'mine'],
    });
  });

  test.each([
    [[yes('flown')], 'identification.fact.unknown'],
    [[{ ...yes('hours') }], 'identification.fact.wrong-kind'],
    [[{ ...yes('mine'), value: 12 }], 'identification.fact.wrong-kind'],
    [[], 'identification.facts.none'],
    [Array.from({ length: 501 }, () => yes('mine')), 'identification.facts.too-many'],
  ])('what cannot be a fact is refused and changes nothing (%#)', (facts, code) => {
    const outcome = recordFacts(nothing, ruleset, aMade(), { facts, age: null });
    expect(outcome).toMatchObject({ ok: false, refusal: { code } });
  });

  test.each([
    { ...age, event: { precision: 'day', day: '2027-01-01', basis: 'child' } as never },
    { ...age, births: [{ precision: 'year', year: 2030, basis: 'child' } as never] },
  ])('[R-AGE-4] a birth or an event that lies ahead is refused', (ahead) => {
    const outcome = recordFacts(nothing, ruleset, aMade(), { facts: [], age: ahead });
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'identification.age.in-future' } });
  });

  test('[ID-3] what was recorded in error counts no more, and stays', () => {
    const state = told('mine', 'moved');
    const [{ entry } = { entry: anEntryId() }] = state.statements;
    const seen = { state, isSupervisor: false };
    const command = { entry, fact: 'moved', reason };
    const corrected = after(state, correctStatement(seen, ruleset, aMade(), command));
    expect(countingStatements(corrected).map(({ fact }) => fact)).toEqual(['mine']);
    expect(corrected.statements).toHaveLength(2);
    expect(workingResult(corrected)).toBe('middle');
    const again = { state: corrected, isSupervisor: true };
    expect(correctStatement(again, ruleset, aMade(), command)).toMatchObject({
      refusal: { code: 'identification.statement.corrected-before' },
    });
  });

  test('[ID-3] another worker cannot correct it, a supervisor can, and nobody without a reason', () => {
    const state = told('mine');
    const [{ entry } = { entry: anEntryId() }] = state.statements;
    const command = { entry, fact: 'mine', reason };
    const by = (isSupervisor: boolean, over = command) =>
      correctStatement({ state, isSupervisor }, ruleset, aMade({ by: paz }), over);
    expect(by(false)).toMatchObject({ refusal: { code: 'identification.statement.not-yours' } });
    expect(by(true).ok).toBe(true);
    expect(by(true, { ...command, reason: ' ' })).toMatchObject({
      refusal: { code: 'identification.reason.missing' },
    });
    expect(by(true, { ...command, fact: 'market' })).toMatchObject({
      refusal: { code: 'identification.statement.unknown' },
    });
  });
});

describe('deciding about a result', () => {
  const state = told('mine', 'moved');
  const evaluation = lastEvaluation(state)?.entry ?? anEntryId();

  test('[ID-10] nothing is decided until a person does', () => {
    expect(standingDecision(state)).toBeUndefined();
    expect(statusOf(state)).toBeNull();
    const accepted = after(state, acceptResult(state, aMade(), { evaluation, result: 'high' }));
    expect(standingDecision(accepted)).toMatchObject({ result: 'high', by: sela, overrides: null });
  });

  test('[ID-10] a result that is not there, or of facts that moved on, cannot be accepted', () => {
    expect(acceptResult(state, aMade(), { evaluation, result: 'concern' })).toMatchObject({
      refusal: { code: 'identification.result.not-among-results' },
    });
    expect(acceptResult(nothing, aMade(), { evaluation, result: 'high' })).toMatchObject({
      refusal: { code: 'identification.result.nothing-evaluated' },
    });
    const moved = after(
      state,
      recordFacts(state, ruleset, aMade(), { facts: [yes('market')], age: null }),
    );
    expect(acceptResult(moved, aMade(), { evaluation, result: 'high' })).toMatchObject({
      refusal: { code: 'identification.result.facts-moved-on' },
    });
  });

  const override = (to: string, approvedBy: typeof paz | null, why = reason, of = state) =>
    overrideResult(of, ruleset, aMade(), {
      evaluation: lastEvaluation(of)?.entry ?? anEntryId(),
      to,
      reason: why,
      approvedBy,
    });

  test('[ID-11] a worker alone may raise a result, with a reason', () => {
    const middle = told('mine');
    const raised = after(middle, override('high', null, reason, middle));
    expect(workingResult(raised)).toBe('high');
    expect(standingDecision(raised)).toMatchObject({ overrides: 'middle', reason });
  });

  test.each([
    ['middle', null, reason, 'identification.result.supervisor-needed'],
    ['middle', sela, reason, 'identification.result.own-approval'],
    ['not-enough', paz, reason, 'identification.result.below-floor'],
    ['middle', paz, 'no', 'identification.reason.missing'],
    ['high', paz, reason, 'identification.result.same'],
    ['lost', paz, reason, 'identification.result.unknown'],
  ])('[ID-11] lowering to %s by %s is refused', (to, approvedBy, why, code) => {
    expect(override(to, approvedBy, why)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('[ID-11] two people may lower it to the floor; the evaluation stays beside it', () => {
    const lowered = after(state, override('concern', paz));
    expect(workingResult(lowered)).toBe('concern');
    expect(lastEvaluation(lowered)?.evaluation.results).toEqual(['high']);
  });

  test('[ID-9] a decision about older facts holds no more', () => {
    const lowered = after(state, override('concern', paz));
    const moved = after(
      lowered,
      recordFacts(lowered, ruleset, aMade(), { facts: [yes('market')], age: null }),
    );
    expect(standingDecision(moved)).toBeUndefined();
    expect(workingResult(moved)).toBe('high');
  });
});

describe('the ladder of status', () => {
  const authority = {
    name: 'Amparia Office for Children',
    country: 'XA',
    decidedOn: '2026-11-20',
  } as NonNullable<ChangeStatus['authority']>;
  const step = (over: Partial<ChangeStatus> & { to: Status }): ChangeStatus => ({
    authority: null,
    reason: '',
    approvedBy: null,
    ...over,
  });
  const climb = (...steps: readonly ChangeStatus[]) =>
    steps.reduce((state, one) => after(state, changeStatus(state, aMade(), one)), nothing);
  const presumed = climb(step({ to: 'suspected' }), step({ to: 'presumed' }));

  test('[ID-7] from suspected to presumed to formally identified, with who and when', () => {
    const named = climb(step({ to: 'presumed' }), step({ to: 'formally-identified', authority }));
    expect(named.steps.at(-1)).toMatchObject({ from: 'presumed', authority, by: sela });
    expect(statusOf(named)).toBe('formally-identified');
  });

  test.each(['formally-identified', 'not-confirmed'] as const)(
    '[ID-7] %s needs a competent authority and a day that has come',
    (to) => {
      const missing = changeStatus(presumed, aMade(), step({ to, reason }));
      expect(missing).toMatchObject({
        refusal: { code: 'identification.status.authority-missing' },
      });
      const ahead = { ...authority, decidedOn: '2027-01-01' as typeof authority.decidedOn };
      expect(changeStatus(presumed, aMade(), step({ to, reason, authority: ahead }))).toMatchObject(
        { refusal: { code: 'identification.status.decided-in-future' } },
      );
    },
  );

  test('[ID-7] a worker presumes without any authority', () => {
    expect(changeStatus(nothing, aMade(), step({ to: 'presumed', authority }))).toMatchObject({
      refusal: { code: 'identification.status.authority-not-asked' },
    });
  });

  test('[ID-7] withdrawal in error takes a reason and a second person', () => {
    const withdraw = (over: Partial<ChangeStatus>) =>
      changeStatus(presumed, aMade(), step({ to: 'withdrawn-in-error', ...over }));
    expect(withdraw({ approvedBy: paz })).toMatchObject({
      refusal: { code: 'identification.reason.missing' },
    });
    for (const approvedBy of [null, sela]) {
      expect(withdraw({ reason, approvedBy })).toMatchObject({
        refusal: { code: 'identification.status.supervisor-needed' },
      });
    }
    expect(withdraw({ reason, approvedBy: paz }).ok).toBe(true);
  });

  test('[ID-7] steps that the ladder does not have are refused', () => {
    for (const to of ['formally-identified', 'not-confirmed', 'withdrawn-in-error'] as const) {
      expect(changeStatus(nothing, aMade(), step({ to, authority, reason }))).toMatchObject({
        refusal: { code: 'identification.status.no-step', from: null },
      });
    }
    expect(changeStatus(presumed, aMade(), step({ to: 'suspected' }))).toMatchObject({
      refusal: { code: 'identification.status.no-step', from: 'presumed' },
    });
  });

  test('[ID-8] services go on when the authority does not confirm', () => {
    const open = Status.options.filter((status) => servicesContinue(status));
    expect(open).toEqual(['suspected', 'presumed', 'formally-identified', 'not-confirmed']);
    expect(servicesContinue(null)).toBe(true);
  });

  test('[ID-8] an authority that did not confirm may be asked again', () => {
    const again = climb(
      step({ to: 'presumed' }),
      step({ to: 'not-confirmed', authority, reason }),
      step({ to: 'formally-identified', authority }),
    );
    expect(statusOf(again)).toBe('formally-identified');
  });
});

test('an entry of a newer version, or of another slice, leaves the state as it is', () => {
  const state = told('mine');
  const [entry] = taken([
    {
      id: anEntryId(),
      type: 'identification.facts-recorded',
      section: 'identification',
      class: 'care',
      form: null,
      deviceTime: aMade().now,
      body: { statements: 'in a new shape' },
    },
  ]);
  if (!entry) throw new Error('No entry');
  expect(identificationSection.evolve(state, entry)).toBe(state);
  const other = { ...entry, type: 'cases.child-registered' };
  expect(identificationSection.evolve(state, other)).toBe(state);
});
