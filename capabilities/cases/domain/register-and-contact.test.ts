import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { RecordId } from '#kernel/ids.ts';
import { caseCode, readCaseCode } from './case-code.ts';
import { aMade, answers, filled, moves, outdated, upToDate } from './examples.ts';
import { makeFirstContact } from './first-contact.ts';
import { nameWords } from './name-words.ts';
import { registerChild } from './register-child.ts';

const name = { spoken: 'Lumi Sample', script: 'Latn' };

test('[CA-5] a birth that lies wholly in the future is refused; one that may lie in the past is not', () => {
  const born = (birth: unknown) =>
    registerChild(
      { ...upToDate, metOn: undefined, isBornAfterEvent: false },
      aMade(),
      filled('registration', { name, birth }),
      moves,
    );
  expect(born({ precision: 'day', day: '2026-11-25', basis: 'child' })).toMatchObject({
    refusal: { code: 'cases.registration.birth-in-future' },
  });
  expect(born({ precision: 'year', year: 2027, basis: 'child' }).ok).toBe(false);
  expect(born({ precision: 'year', year: 2026, basis: 'child' }).ok).toBe(true);
  expect(born({ precision: 'unknown' }).ok).toBe(true);
});

test('a registration written on an older version is not taken over a newer one', () => {
  expect(
    registerChild(
      { ...outdated, metOn: undefined, isBornAfterEvent: false },
      aMade(),
      filled('registration', { name }),
      moves,
    ),
  ).toEqual({
    ok: false,
    refusal: { code: 'section.moved-on', current: 4 },
  });
});

test('[CA-24] nobody is born after the meeting at which they were met', () => {
  const metOn = CalendarDay.parse('2026-11-20');
  const born = (birth: unknown) =>
    registerChild(
      { ...upToDate, metOn, isBornAfterEvent: false },
      aMade(),
      filled('registration', { name, birth }),
      moves,
    );
  expect(born({ precision: 'day', day: '2026-11-22', basis: 'child' })).toEqual({
    ok: false,
    refusal: { code: 'cases.registration.birth-after-meeting' },
  });
  const before = { ...upToDate, metOn: undefined, isBornAfterEvent: true };
  const late = registerChild(before, aMade(), filled('registration', { name }), moves);
  expect(late.ok ? undefined : late.refusal.code).toBe('cases.registration.birth-after-meeting');
  // A baby of the day, and a month in which the meeting lies, may be so.
  expect(born({ precision: 'day', day: '2026-11-20', basis: 'document' }).ok).toBe(true);
  expect(born({ precision: 'month', year: 2026, month: 11, basis: 'caregiver' }).ok).toBe(true);
});

test('[CA-5] a meeting cannot be tomorrow', () => {
  const tomorrow = filled('first-contact', { ...answers.firstContact, metOn: '2026-11-25' });
  expect(makeFirstContact(aMade(), tomorrow, 'whole', moves)).toEqual({
    ok: false,
    refusal: { code: 'cases.contact.in-future' },
  });
});

test('[CA-2] a child who does not feel safe, or was hurt within days, is due within the hour', () => {
  const dueFor = (over: object) => {
    const made = makeFirstContact(
      aMade(),
      filled('first-contact', { ...answers.firstContact, ...over }),
      'whole',
      moves,
    );
    return made.ok ? made.value[0]?.body['clocks'] : made;
  };
  expect(dueFor({})).toEqual({ 'first-action': '2026-11-25T09:00:00.000Z' });
  expect(dueFor({ safeNow: 'no' })).toEqual({ 'first-action': '2026-11-24T10:00:00.000Z' });
  expect(dueFor({ recentViolence: 'yes' })).toMatchObject({
    'first-action': '2026-11-24T10:00:00.000Z',
  });
});

test('a code read aloud comes back as typed in any way, and no single slip passes', () => {
  fc.assert(
    fc.property(fc.uuid({ version: 7 }), fc.nat(10), fc.nat(30), (uuid, place, shift) => {
      const code = caseCode(RecordId.parse(uuid));
      expect(readCaseCode(code.toLowerCase().replaceAll('-', ' '))).toBe(code);
      const letters = Array.from(code.replaceAll('-', ''));
      const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
      const at = alphabet.indexOf(letters[place] ?? '0');
      letters[place] = alphabet[(at + shift + 1) % 32] ?? '0';
      expect(readCaseCode(letters.join(''))).toBeUndefined();
    }),
  );
});

test('[CA-7] two spellings that differ in case, accents or vowel marks meet', () => {
  const words = (spoken: string) => nameWords({ spoken, script: 'Zyyy' });
  expect(words('José  SAMPLE')).toEqual(words('jose sample'));
  expect(words('زَهْرَة')).toEqual(words('زهرة'));
  expect(words('...')).toEqual([]);
});
