import { expect, test } from 'vitest';
import { answersSchema, type Reference } from '#kernel/form-answers.ts';
import { Form } from '#kernel/form.ts';
import { checkDraft } from './check-answers.ts';

const reference: Reference = { lists: new Map(), places: new Map() };
const form = Form.parse({
  id: 'meeting',
  version: 1,
  section: 'meeting',
  class: 'care',
  steps: [
    {
      id: 'only',
      fields: [
        { id: 'safe', kind: 'ternary', required: true },
        { id: 'hurt', kind: 'ternary', required: true, trainedOnly: true },
      ],
    },
  ],
});
const draft = { safe: { kind: 'code', code: 'yes' } } as const;

test('a sensitive question that is needed is asked of trained workers, and demanded of nobody else', () => {
  const untrained = checkDraft(form, draft, { reference, trained: false });
  expect([...untrained.issues]).toEqual([]);
  expect(answersSchema(form, reference).safeParse(untrained.answers).success).toBe(true);
  const trained = checkDraft(form, draft, { reference, trained: true });
  expect([...trained.issues]).toEqual([['hurt', { code: 'required' }]]);
});

test('each question that needs an answer says so', () => {
  const checked = checkDraft(form, {}, { reference, trained: true });
  expect([...checked.issues.keys()].toSorted()).toEqual(['hurt', 'safe']);
});
