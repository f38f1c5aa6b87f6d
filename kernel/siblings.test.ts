import { describe, expect, test } from 'vitest';
import { chooseValue } from './choose-value.ts';
import { Form } from './form.ts';
import { EntryId, RecordId, WorkerId } from './ids.ts';
import { Instant } from './instant.ts';
import { fold, type FoldedEntry } from './record-type.ts';
import { isSameJson } from './same-json.ts';
import { answeredIn, conflictsIn, keepsSiblings, type WithSiblings } from './siblings.ts';
import { siblingsShown } from './siblings-view.ts';

const id = (n: number) => EntryId.parse(`00000000-0000-4000-9000-00000000000${n}`);
const by = WorkerId.parse('00000000-0000-4000-8000-000000000001');
const at = Instant.parse('2026-11-01T08:00:00.000Z');

const notes = keepsSiblings<WithSiblings>({
  section: 'notes',
  class: 'care',
  start: null,
  evolve: (state, { type, body }) =>
    type === 'test.noted' ? { answers: answeredIn(body)?.answers ?? {} } : state,
});

const entry = (n: number, body: Record<string, unknown>, type = 'test.noted'): FoldedEntry => ({
  id: id(n),
  type,
  section: 'notes',
  class: 'care',
  form: null,
  deviceTime: at,
  body,
  recordId: RecordId.parse('00000000-0000-4000-8000-000000000009'),
  author: by,
  purpose: 'child-protection',
});

const siblings = ['one', 'two'].map((field) => ({
  field,
  values: [
    { value: 'yes', hanging: {}, by, at, entryId: id(1) },
    { value: 'no', hanging: { where: 'here' }, by, at, entryId: id(2) },
  ],
}));

describe('the fold keeps siblings', () => {
  const merged = entry(2, { answers: { one: 'yes' }, siblings });
  const after = (...entries: readonly FoldedEntry[]) => fold(notes, null, entries);

  test('an entry that was brought together brings them; one without leaves the state as it was', () => {
    expect(after(entry(1, { answers: {} }))).toEqual({ answers: {} });
    expect(after(entry(1, { answers: {} }), merged)?.siblings).toEqual(siblings);
  });

  test('a later entry that says nothing of them leaves them, and so does one that is unknown', () => {
    expect(after(merged, entry(3, { answers: { one: 'no' } }))?.siblings).toEqual(siblings);
    expect(after(merged, entry(3, {}, 'test.unknown'))?.siblings).toEqual(siblings);
    expect(after(merged, entry(3, { answers: {}, siblings: 'broken' }))?.siblings).toEqual(
      siblings,
    );
  });

  test('what was decided is gone, and the others stay', () => {
    const resolved = [{ field: 'one', reason: 'Seen.' }];
    expect(after(merged, entry(3, { answers: {}, resolved }))?.siblings).toEqual([siblings[1]]);
    expect(
      after(merged, entry(3, { answers: {}, siblings: [], resolved }))?.siblings,
    ).toBeUndefined();
  });

  test('an entry knows in which questions it stands beside another', () => {
    expect(conflictsIn({ siblings }, id(2))).toEqual(['one', 'two']);
    expect(conflictsIn({ siblings }, id(3))).toEqual([]);
    expect(conflictsIn({}, id(2))).toEqual([]);
  });
});

test('siblings are shown with names; what is withheld is said to be so, and nowhere shown', () => {
  const named = (worker: WorkerId) => ({ id: worker, name: 'Mira Sample' });
  expect(siblingsShown([], named)).toBeUndefined();
  const [one] = siblingsShown(siblings, named, ['one', 'where']) ?? [];
  expect(one?.values).toEqual([
    { value: null, hanging: {}, by: named(by), at, isWithheld: true },
    { value: null, hanging: {}, by: named(by), at, isWithheld: true },
  ]);
});

describe('choosing a value', () => {
  const form = Form.parse({
    id: 'test',
    version: 1,
    section: 'notes',
    class: 'care',
    steps: [
      {
        id: 'all',
        fields: [
          { id: 'asked', kind: 'ternary' },
          { id: 'where', kind: 'text', maxLength: 9, showWhen: { field: 'asked', in: ['yes'] } },
          { id: 'why', kind: 'text', maxLength: 9 },
        ],
      },
    ],
  });
  const answers = { asked: 'yes', where: 'here', why: 'so' };

  test('takes with it what hangs on it, and leaves the rest', () => {
    const chosen = { field: 'asked', value: 'yes', hanging: { where: 'there' } };
    expect(chooseValue(form, answers, chosen)).toEqual({ asked: 'yes', where: 'there', why: 'so' });
    const none = { field: 'asked', value: null, hanging: {} };
    expect(chooseValue(form, answers, none)).toEqual({ why: 'so' });
  });

  test('another value keeps what is still asked', () => {
    expect(chooseValue(form, answers, { field: 'asked', value: 'yes' })).toEqual(answers);
    expect(chooseValue(form, answers, { field: 'asked', value: 'no' })).toEqual({
      asked: 'no',
      why: 'so',
    });
  });
});

test.each([
  [1, 1, true],
  ['1', 1, false],
  [null, undefined, false],
  [null, {}, false],
  [[], {}, false],
  [[1, 2], [2, 1], false],
  [{ a: 1, b: undefined }, { a: 1 }, true],
  [{ a: { b: [1] }, c: 2 }, { c: 2, a: { b: [1] } }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
])('%j and %j as JSON: %s', (one, other, same) => {
  expect(isSameJson(one, other)).toBe(same);
  expect(isSameJson(other, one)).toBe(same);
});
