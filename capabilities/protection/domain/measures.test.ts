import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { fold } from '#kernel/record-type.ts';
import { aMade, aRecord, now, sela } from './examples.ts';
import { Measure } from './measure.ts';
import {
  type Elsewhere,
  type OwnParts,
  type PartName,
  type PartProgress,
  type Parts,
  partsOf,
} from './measure-parts.ts';
import { MEASURE_PARTS, measuresOf } from './measures-of.ts';
import { type Blocking, blockMeasure, setMeasureOwner } from './note-measure.ts';
import { type MeasureNotes, measuresSection } from './sections.ts';

const TODAY = CalendarDay.parse('2026-11-24');
const NAMES = [...new Set(Measure.options.flatMap((one) => MEASURE_PARTS[one].parts))];
const at = (progress: PartProgress['progress'], to: string | null = 'x'): PartProgress => ({
  progress,
  by: sela,
  at: now,
  to,
});
const allAre = (part: PartProgress | undefined): Parts => ({
  questions: part,
  registration: part,
  risk: part,
  plan: part,
  referral: part,
  training: part,
  guardian: part,
  'safe-place': part,
  health: part,
  'status-advice': part,
  assessment: part,
  'lasting-solution': part,
  justice: part,
  proceedings: part,
});
const shown = (parts: Parts, notes: MeasureNotes | null = {}) =>
  measuresOf({ parts, notes, due: [] }, TODAY);
const stateOf = (parts: Parts, measure: Measure, notes: MeasureNotes = {}) =>
  shown(parts, notes).find((one) => one.measure === measure);

describe('[PR-11] a measure', () => {
  test('stands in the order of the guidelines, all eleven', () => {
    const found = shown(allAre(at('open'))).map((one) => one.measure);
    expect(found).toHaveLength(11);
    expect([found[0], found[1], found[10]]).toEqual(['identification', 'guardian', 'training']);
  });

  test('is done when all of it is, begun when something is', () => {
    const parts = { ...allAre(at('open')), registration: at('done') };
    expect(stateOf(parts, 'registration')).toMatchObject({ state: 'begun', missing: ['risk'] });
    expect(stateOf({ ...parts, risk: at('done') }, 'registration')).toMatchObject({
      state: 'done',
      missing: [],
    });
    expect(stateOf(parts, 'guardian')).toMatchObject({ state: 'open', missing: ['guardian'] });
  });

  test('leads to the form of what is missing, that the reader may write', () => {
    const parts = {
      ...allAre(at('open')),
      registration: at('open', null),
      risk: at('open', 'risk'),
    };
    expect(stateOf(parts, 'registration')?.to).toBe('risk');
    expect(stateOf({ ...parts, risk: at('open', null) }, 'registration')?.to).toBeNull();
  });

  test('is said not to be for a reader who sees nothing of it, and partly for one who sees some', () => {
    const parts = { ...allAre(at('done')), 'safe-place': undefined };
    expect(stateOf(parts, 'interim-care')).toMatchObject({ state: 'begun', isPartly: true });
    expect(stateOf({ ...parts, health: undefined }, 'interim-care')).toMatchObject({
      state: 'not-for-you',
      isPartly: false,
      by: null,
      to: null,
    });
  });

  test('a property: what is hidden never makes a measure look further than all of it is', () => {
    const progress = fc.constantFrom<PartProgress['progress']>('done', 'begun', 'open');
    const hidden = fc.subarray<PartName>(NAMES);
    fc.assert(
      fc.property(fc.array(progress, { minLength: 14, maxLength: 14 }), hidden, (all, hide) => {
        const whole = { ...allAre(at('open')) };
        NAMES.forEach((name, index) => Object.assign(whole, { [name]: at(all[index] ?? 'open') }));
        const some = { ...whole };
        for (const name of hide) some[name] = undefined;
        const isDone = (parts: Parts) =>
          shown(parts).flatMap((one) => (one.state === 'done' ? [one.measure] : []));
        expect(isDone(whole)).toEqual(expect.arrayContaining(isDone(some)));
      }),
    );
  });

  test('takes the first clock of its own that runs', () => {
    const due = [
      { clock: 'hearing', at: now, confirmed: true },
      { clock: 'guardian', at: now, confirmed: false },
    ];
    const found = measuresOf({ parts: allAre(at('open')), notes: {}, due }, TODAY);
    expect(found.find((one) => one.measure === 'guardian')?.due?.clock).toBe('guardian');
    expect(found.find((one) => one.measure === 'training')?.due).toBeNull();
  });
});

const block = (blocking: Blocking | null, notes: MeasureNotes = {}) =>
  blockMeasure(notes, aMade(), 'guardian', blocking);
const notesAfter = (result: ReturnType<typeof block>): MeasureNotes => {
  if (!result.ok) throw new Error(result.refusal.code);
  const written = { recordId: aRecord, author: sela, purpose: 'child-protection' } as const;
  return fold(
    measuresSection,
    {},
    result.value.map((entry) => ({ ...entry, ...written })),
  );
};

describe('[PR-12] what stands in the way', () => {
  const waits: Blocking = { reason: 'authority-waits', words: '', until: null };

  test('is shown until it is gone, its day has passed, or the measure is done', () => {
    const notes = notesAfter(block(waits));
    const open = allAre(at('open'));
    expect(stateOf(open, 'guardian', notes)).toMatchObject({
      state: 'blocked',
      blocked: { reason: 'authority-waits', by: sela },
    });
    expect(stateOf(allAre(at('done')), 'guardian', notes)).toMatchObject({ state: 'done' });
    const past = notesAfter(block({ ...waits, until: TODAY }));
    expect(stateOf(open, 'guardian', past)?.state).toBe('blocked');
    const tomorrow = CalendarDay.parse('2026-11-25');
    const later = measuresOf({ parts: open, notes: past, due: [] }, tomorrow);
    expect(later.find((one) => one.measure === 'guardian')?.state).toBe('open');
  });

  test.each([
    [
      'an end that has passed',
      { ...waits, until: CalendarDay.parse('2026-11-23') },
      'protection.measure.until-in-past',
    ],
    ['something else, unnamed', { ...waits, reason: 'other' }, 'protection.measure.words-missing'],
    ['nothing, where nothing did', null, 'protection.measure.not-blocked'],
  ] as const)('is not %s', (_what, blocking, code) => {
    expect(block(blocking)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('is taken away again, and somebody takes the measure on', () => {
    const blocked = notesAfter(block(waits));
    expect(block(null, blocked)).toMatchObject({ ok: true });
    const owned = setMeasureOwner(aMade(), 'guardian', sela);
    expect(owned.ok && owned.value[0]).toMatchObject({
      type: 'protection.measure-owner-set',
      class: 'care',
      body: { measure: 'guardian', owner: sela },
    });
  });
});

describe('what is recorded', () => {
  const elsewhere: Elsewhere = {
    questions: undefined,
    registration: undefined,
    risk: undefined,
    plan: undefined,
    referral: undefined,
    training: undefined,
  };
  const none: OwnParts = {
    guardian: undefined,
    safePlace: undefined,
    health: undefined,
    justice: undefined,
    assessment: undefined,
  };
  const part = (answers: Record<string, unknown>) => ({
    content: { answers, at: now, by: sela },
    mayWrite: true,
  });
  const place = { kind: 'foster', withSuspect: 'no', suspectKnows: 'no', adultsChecked: 'yes' };

  test.each([
    ['guardian', { guardian: part({ state: 'appointed' }) }, 'done'],
    ['guardian', { guardian: part({ state: 'requested' }) }, 'begun'],
    ['safe-place', { safePlace: part({ ...place, licence: 'seen' }) }, 'done'],
    ['safe-place', { safePlace: part({ ...place, licence: 'not-seen' }) }, 'begun'],
    ['safe-place', { safePlace: part({ ...place, withSuspect: 'unknown' }) }, 'begun'],
    ['safe-place', { safePlace: part({ kind: 'none' }) }, 'open'],
    ['health', { health: part({ hivPrevention: 'still-to-do' }) }, 'begun'],
    ['health', { health: part({ hivPrevention: 'given' }) }, 'done'],
    ['justice', { justice: part({ lawyer: 'named', informedOfRights: 'yes' }) }, 'done'],
    ['justice', { justice: part({ lawyer: 'asked-for', informedOfRights: 'yes' }) }, 'begun'],
    ['status-advice', { justice: part({ statusAdvice: 'given' }) }, 'done'],
    ['status-advice', { justice: part({}) }, 'open'],
    [
      'proceedings',
      { justice: part({ protections: ['video'], exploiterKnowsWhere: 'no' }) },
      'done',
    ],
    [
      'proceedings',
      { justice: part({ protections: ['video'], exploiterKnowsWhere: 'unknown' }) },
      'begun',
    ],
    ['lasting-solution', { assessment: part({ safety: 'fine' }) }, 'open'],
  ] as const)('of %s: %o is %s', (name, own, progress) => {
    expect(partsOf({ ...none, ...own }, elsewhere)[name]?.progress).toBe(progress);
  });
});
