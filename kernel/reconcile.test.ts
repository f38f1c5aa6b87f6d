import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answers } from './form-answers.ts';
import { Field } from './form.ts';
import { EntryId, WorkerId } from './ids.ts';
import { Instant } from './instant.ts';
import { reconcile, type Reconciled } from './reconcile.ts';
import { isSameJson } from './same-json.ts';
import type { Sibling, Voice } from './siblings.ts';

const SAFE = ['no', 'unknown', 'declined', 'yes'];
const FIELDS = [
  { id: 'safe', kind: 'ternary', protective: SAFE },
  { id: 'words', kind: 'text', maxLength: 50 },
  { id: 'consent', kind: 'ternary', protective: ['no', 'unknown', 'declined', 'yes'] },
  { id: 'toWhom', kind: 'text', maxLength: 50, showWhen: { field: 'consent', in: ['yes'] } },
].map((field) => Field.parse(field));

const aVoice = (n: number): Voice => ({
  by: WorkerId.parse(`00000000-0000-4000-8000-00000000000${n}`),
  at: Instant.parse(`2026-11-0${n}T08:00:00.000Z`),
  entryId: EntryId.parse(`00000000-0000-4000-9000-00000000000${n}`),
});

function merge(
  base: Answers,
  standing: { readonly answers: Answers; readonly siblings?: readonly Sibling[] },
  said: Answers,
  { by = 2, resolves = [] }: { readonly by?: number; readonly resolves?: readonly string[] } = {},
): Reconciled {
  return reconcile({
    fields: FIELDS,
    base,
    standing: { siblings: [], ...standing, voiceOf: () => aVoice(1) },
    said: { answers: said, voice: aVoice(by), resolves: new Set(resolves) },
  });
}

const anAnswer = fc.constantFrom('yes', 'no', 'unknown', 'declined');
/** Answers as the form takes them: to whom is asked only where it was agreed to. */
const someAnswers: fc.Arbitrary<Answers> = fc
  .record(
    { safe: anAnswer, words: anAnswer, consent: anAnswer, toWhom: anAnswer },
    { requiredKeys: [] },
  )
  .map(({ toWhom, ...others }) =>
    others.consent === 'yes' && toWhom !== undefined ? { ...others, toWhom } : others,
  );

const holds = ({ answers, siblings }: Reconciled, field: string, value: unknown) =>
  isSameJson(answers[field], value) ||
  siblings.some((one) =>
    one.values.some((v) => isSameJson(one.field === field ? v.value : v.hanging[field], value)),
  );

/** What somebody said anew and is held nowhere. */
const lost = (merged: Reconciled, base: Answers, side: Answers) =>
  FIELDS.filter(
    ({ id }) =>
      side[id] !== undefined && !isSameJson(side[id], base[id]) && !holds(merged, id, side[id]),
  );

test('what only one of the two has changed is taken as it is', () => {
  fc.assert(
    fc.property(someAnswers, someAnswers, (base, other) => {
      expect(merge(base, { answers: other }, base)).toEqual({ answers: other, siblings: [] });
      expect(merge(base, { answers: base }, other)).toEqual({ answers: other, siblings: [] });
    }),
  );
});

test('who says the same has no conflict', () => {
  fc.assert(
    fc.property(someAnswers, someAnswers, (base, both) => {
      expect(merge(base, { answers: both }, both)).toEqual({ answers: both, siblings: [] });
    }),
  );
});

test('nothing that anybody said anew is lost: it counts, or it stands beside', () => {
  fc.assert(
    fc.property(someAnswers, someAnswers, someAnswers, (base, standing, said) => {
      const merged = merge(base, { answers: standing }, said);
      expect([...lost(merged, base, standing), ...lost(merged, base, said)]).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('a third writing loses nothing either, and nobody decides by not knowing', () => {
  fc.assert(
    fc.property(fc.tuple(someAnswers, someAnswers, someAnswers, someAnswers), (all) => {
      const [base, one, two, three] = all;
      const first = merge(base, { answers: one }, two);
      const second = merge(base, first, three, { by: 3 });
      const dropped = first.siblings.filter(({ field, values }) => {
        const left = second.siblings.find((sibling) => sibling.field === field);
        const isUnder = second.siblings.some((above) =>
          above.values.some(({ hanging }) => field in hanging),
        );
        return left
          ? values.some((one) => !left.values.some((other) => isSameJson(one, other)))
          : !isUnder;
      });
      expect([...dropped, ...lost(second, base, three)]).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('the more protective value counts, whoever came first', () => {
  fc.assert(
    fc.property(anAnswer, anAnswer, fc.constantFrom(undefined, 'yes', 'no'), (one, two, before) => {
      const base = before === undefined ? {} : { safe: before };
      fc.pre(one !== before && two !== before);
      const worst = SAFE.find((code) => code === one || code === two);
      expect(merge(base, { answers: { safe: one } }, { safe: two }).answers).toEqual({
        safe: worst,
      });
      expect(merge(base, { answers: { safe: two } }, { safe: one }).answers).toEqual({
        safe: worst,
      });
    }),
  );
});

test('both orders hold the same values; of a question without a rank the one that stood counts', () => {
  fc.assert(
    fc.property(someAnswers, someAnswers, someAnswers, (base, one, two) => {
      const said = ({ siblings }: Reconciled) =>
        siblings
          .map(({ field, values }) => [
            field,
            values.map(({ value, hanging }) => JSON.stringify([value, hanging])).toSorted(),
          ])
          .toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
      expect(said(merge(base, { answers: one }, two))).toEqual(
        said(merge(base, { answers: two }, one)),
      );
    }),
  );
  expect(merge({}, { answers: { words: 'no' } }, { words: 'yes' }).answers).toEqual({
    words: 'no',
  });
});

test('what hangs on an answer goes with it, and comes back when that answer is chosen', () => {
  const standing = { consent: 'yes', toWhom: 'the clinic' };
  const merged = merge({}, { answers: standing }, { consent: 'no' });
  expect(merged).toEqual({
    answers: { consent: 'no' },
    siblings: [
      {
        field: 'consent',
        values: [
          { ...aVoice(1), value: 'yes', hanging: { toWhom: 'the clinic' } },
          { ...aVoice(2), value: 'no', hanging: {} },
        ],
      },
    ],
  });
  const resolved = merge(merged.answers, merged, standing, { resolves: ['consent'] });
  expect(resolved).toEqual({ answers: standing, siblings: [] });
});

test('an answer to what is not asked any more stands beside nothing', () => {
  const base = { consent: 'yes' };
  const merged = merge(base, { answers: { consent: 'no' } }, { consent: 'yes', toWhom: 'an aunt' });
  expect(merged.answers).toEqual({ consent: 'no' });
  expect(merged.siblings).toMatchObject([
    { field: 'toWhom', values: [{ value: null }, { value: 'an aunt', by: aVoice(2).by }] },
  ]);
});

test('whoever changes an answer that has siblings without deciding joins them', () => {
  const first = merge({}, { answers: { safe: 'no' } }, { safe: 'yes' });
  const joined = merge(first.answers, first, { safe: 'unknown' }, { by: 3 });
  expect(joined.answers).toEqual({ safe: 'no' });
  expect(joined.siblings[0]?.values.map(({ value }) => value)).toEqual(['no', 'yes', 'unknown']);
});
