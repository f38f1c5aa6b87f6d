import { describe, expect, test } from 'vitest';
import { fieldsOf, type Form } from '#kernel/form.ts';
import { showFault } from '#platform/pack/pack-fault.ts';
import { readPack } from '#platform/pack/read-pack.ts';

const read = readPack(import.meta.dirname, {
  parts: {},
  contracts: {},
  owned: ['identification', 'roles'],
});
if (!read.ok) throw new Error(read.refusal.faults.map(showFault).join('\n'));
const pack = read.value;

function form(id: string): Form {
  const found = pack.forms.get(id);
  if (!found) throw new Error(`There is no form ${id}`);
  return found;
}

test('the first contact asks first whether the child is safe, and nothing about what was done', () => {
  const fields = fieldsOf(form('first-contact'));
  expect(fields[0]?.id).toBe('safeNow');
  expect(fields.filter((field) => field.fact !== undefined)).toEqual([]);
});

test('words and names can point to a child, so no de-identified export takes them along', () => {
  const wordy = ['text', 'long-text', 'exact-words', 'name'];
  const open = [...pack.forms.values()].flatMap((one) =>
    fieldsOf(one)
      .filter((field) => wordy.includes(field.kind) && field.identifying !== true)
      .map((field) => `${one.id}.${field.id}`),
  );
  expect(open).toEqual([]);
});

test('only the registration knows who the child is', () => {
  const identity = [...pack.forms.values()].filter((one) => one.class === 'identity');
  expect(identity.map((one) => one.id)).toEqual(['registration']);
  for (const id of ['first-contact', 'consent', 'risk', 'plan'])
    expect(form(id).class).toBe('care');
});

test('every purpose of consent is asked by itself, with who answered', () => {
  const fields = fieldsOf(form('consent'));
  const purposes = fields.filter((field) => 'list' in field && field.list === 'consent-answer');
  expect(purposes.length).toBeGreaterThanOrEqual(6);
  for (const { id } of purposes) {
    expect(fields.find((field) => field.id === `${id}By`)).toMatchObject({
      list: 'consent-giver',
      required: true,
      showWhen: { field: id, in: ['agreed', 'refused'] },
    });
  }
});

test('questions about violence and self-harm are for trained workers', () => {
  const sensitive = ['recentViolence', 'selfHarm'];
  const asked = [...pack.forms.values()].flatMap((one) =>
    fieldsOf(one).filter((field) => sensitive.includes(field.id)),
  );
  expect(asked.length).toBeGreaterThanOrEqual(3);
  for (const field of asked) expect(field.trainedOnly).toBe(true);
});

test('a clock that was recalled and not read says so', () => {
  expect(pack.clocks.size).toBeGreaterThanOrEqual(4);
  for (const clock of pack.clocks.values()) {
    expect(Object.keys(clock.hours).sort()).toEqual(['high', 'immediate', 'low', 'medium']);
    expect(clock.source.includes('recalled')).toBe(!clock.confirmed);
  }
});

const english = pack.messages.get('en') ?? {};
const textsIn = (language: string) => pack.messages.get(language) ?? {};

describe.each(pack.languages.filter((language) => language !== 'en'))('texts in %s', (language) => {
  test('are as complete as the English ones, and marked as unread', () => {
    expect(Object.keys(textsIn(language)).sort()).toEqual(Object.keys(english).sort());
    expect(pack.unreviewedLanguages.has(language)).toBe(true);
  });

  test('leave no sentence in English', () => {
    const left = Object.entries(textsIn(language)).filter(
      ([key, text]) => text === english[key] && text.split(' ').length > 2,
    );
    expect(left).toEqual([]);
  });
});

test('Arabic texts are Arabic', () => {
  const foreign = Object.entries(textsIn('ar')).filter(
    ([, text]) => !/\p{Script=Arabic}/u.test(text),
  );
  expect(foreign).toEqual([]);
});

const NAMES_FOR_NOBODY: Readonly<Record<string, RegExp>> = {
  en: /victim|perpetrator|offender/i,
  ar: /ضحية|ضحايا|الجاني|مجرم/,
  es: /víctima|perpetrador|delincuente|menor de edad|niño o (?:la |una )?niña|niños y niñas/i,
  fr: /victime|délinquant|criminel|mineur/i,
};

test.each(pack.languages)(
  'no label in %s calls a child a victim or someone a perpetrator',
  (one) => {
    const names = NAMES_FOR_NOBODY[one];
    expect(names).toBeDefined();
    const labels = Object.entries(textsIn(one)).filter(
      ([key]) => /^(form|list)\./.test(key) && !key.endsWith('.help'),
    );
    expect(labels.filter(([, text]) => names?.test(text))).toEqual([]);
  },
);
