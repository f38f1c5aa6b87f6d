import { describe, expect, test } from 'vitest';
import { plusHours } from '#kernel/instant.ts';
import type { Ternary } from '#kernel/ternary.ts';
import { aMade, clocksAt, filled, now, outdated, parents, upToDate } from './examples.ts';
import { recordAssessment, urgentAreas } from './record-assessment.ts';
import { recordHealth } from './record-health.ts';
import { nonPunishment, recordJustice } from './record-justice.ts';
import { recordSafePlace } from './record-safe-place.ts';

type Taken = ReturnType<typeof recordSafePlace> | ReturnType<typeof recordHealth>;
const codeOf = (result: Taken) => (result.ok ? 'ok' : result.refusal.code);
const clocksIn = (result: Taken) => (result.ok ? result.value[0]?.body['clocks'] : undefined);

const PLACE = { kind: 'foster', withSuspect: 'no', suspectKnows: 'no', movedInOn: '2026-11-23' };
const place = (over: object = {}, parentMayExploit: Ternary = 'unknown') =>
  recordSafePlace(
    { ...upToDate, parentMayExploit },
    aMade(),
    filled('safe-place', { ...PLACE, ...over }),
    clocksAt('high'),
  );

describe('[PR-5] a safe place', () => {
  test.each([
    ['a foster family', {}, 'ok'],
    ['a cell', { kind: 'detention' }, 'protection.safe-place.detention'],
    ['where a suspect lives', { withSuspect: 'yes' }, 'protection.safe-place.with-suspect'],
    ['where it is not known who lives', { withSuspect: 'unknown' }, 'ok'],
    ['none that was found', { kind: 'none', movedInOn: undefined }, 'ok'],
  ])('%s', (_what, over, code) => {
    expect(codeOf(place(over))).toBe(code);
  });

  test('is not with a parent while it is recorded that a parent may exploit the child', () => {
    expect(codeOf(place({ kind: 'with-parent' }, 'yes'))).toBe(
      'protection.safe-place.with-suspect',
    );
    expect(codeOf(place({ kind: 'with-parent' }, 'no'))).toBe('ok');
    expect(codeOf(place({}, 'yes'))).toBe('ok');
  });

  test('[PR-2] has its days in their order', () => {
    expect(codeOf(place({ movedInOn: '2026-12-01' }))).toBe('protection.day.in-future');
    expect(codeOf(place({ until: '2026-11-01' }))).toBe('protection.day.before');
    expect(codeOf(place({ reviewOn: '2026-11-01' }))).toBe('protection.day.before');
  });
});

describe('[PR-9] a safe place is looked at again', () => {
  const review = (over: object) => clocksIn(place(over));
  test('after three months at the latest, even when a later day was agreed', () => {
    const latest = { 'safe-place-review': plusHours(now, 2160) };
    expect(review({})).toEqual(latest);
    expect(review({ reviewOn: '2028-01-01' })).toEqual(latest);
  });
  test('on the day agreed or when the stay ends, whichever is first', () => {
    expect(review({ reviewOn: '2026-12-10', until: '2026-12-01' })).toEqual({
      'safe-place-review': '2026-12-01T23:59:59.999Z',
    });
  });
  test('at once where none was found', () => {
    expect(review({ kind: 'none', movedInOn: undefined })).toEqual({ 'safe-place-review': now });
  });
});

const HEALTH = {
  hivPrevention: 'given',
  emergencyContraception: 'not-indicated',
  seenOn: '2026-11-24',
};
const running = clocksAt('high', { 'medical-care': now });
const health = (over: object = {}) =>
  recordHealth(upToDate, aMade(), filled('health', { ...HEALTH, ...over }), running);

describe('[PR-6] what only helps early', () => {
  test.each(['given', 'declined', 'not-indicated', 'too-late'])('is met when it was %s', (said) => {
    expect(clocksIn(health({ hivPrevention: said }))).toEqual({ 'medical-care': null });
  });
  test.each(['hivPrevention', 'emergencyContraception'])(
    'runs on while %s is still to be given',
    (what) => {
      expect(clocksIn(health({ [what]: 'still-to-do' }))).toEqual({});
    },
  );
  test('the next appointment has a clock of its own, unless its day has passed', () => {
    expect(clocksIn(health({ followUpOn: '2026-12-01' }))).toEqual({
      'medical-care': null,
      'health-appointment': '2026-12-01T23:59:59.999Z',
    });
    const late = health({ seenOn: '2026-11-01', followUpOn: '2026-11-10' });
    expect(clocksIn(late)).toEqual({ 'medical-care': null });
  });
  test('[PR-2] nobody was seen tomorrow, nor has an appointment before', () => {
    expect(codeOf(health({ seenOn: '2026-11-27' }))).toBe('protection.day.in-future');
    expect(codeOf(health({ followUpOn: '2026-11-20' }))).toBe('protection.day.before');
  });
});

describe('[PR-7] a child whom somebody accuses', () => {
  test.each([
    [{ suspected: 'yes', lawyer: 'none' }, { hasLawyer: false }],
    [{ suspected: 'yes', lawyer: 'named' }, { hasLawyer: true }],
    [{ suspected: 'no', lawyer: 'none' }, null],
    [{ suspected: 'unknown', lawyer: 'none' }, null],
  ])('%o', (answers, flag) => {
    expect(nonPunishment(answers)).toEqual(flag);
  });

  test('has a clock for the hearing', () => {
    const answers = filled('justice', { hearingOn: '2026-12-03' });
    const taken = recordJustice(upToDate, aMade(), answers, clocksAt('high'));
    expect(clocksIn(taken)).toEqual({ hearing: '2026-12-03T23:59:59.999Z' });
  });
});

describe('[PR-10] the assessment', () => {
  const assess = (answers: object) =>
    recordAssessment(
      upToDate,
      aMade(),
      filled('assessment', { assessedOn: '2026-11-24', ...answers }),
      clocksAt('high', { assessment: now }),
    );
  test('meets its clock when something is known of the child', () => {
    expect(clocksIn(assess({ safety: 'not-known', school: 'fine' }))).toEqual({ assessment: null });
  });
  test('does not meet it when nothing is', () => {
    expect(clocksIn(assess({ safety: 'not-known', school: 'not-known' }))).toEqual({});
  });
  test('[PR-2] is not of a day to come', () => {
    expect(codeOf(assess({ safety: 'fine', assessedOn: '2026-11-27' }))).toBe(
      'protection.day.in-future',
    );
  });
  test('names the areas that are urgent', () => {
    expect(urgentAreas({ safety: 'urgent', mind: 'fine', money: 'urgent' })).toEqual([
      'safety',
      'money',
    ]);
  });
});

test('[PR-1] no part is written over what was not seen', () => {
  const made = aMade();
  const at = clocksAt('high');
  const all = [
    recordSafePlace({ ...outdated, ...parents }, made, filled('safe-place', PLACE), at),
    recordHealth(outdated, made, filled('health', HEALTH), at),
    recordJustice(outdated, made, filled('justice', {}), at),
    recordAssessment(outdated, made, filled('assessment', {}), at),
  ];
  expect(all.map(codeOf)).toEqual(all.map(() => 'section.moved-on'));
});
