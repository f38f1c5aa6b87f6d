import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { consentCovers } from './consent-covers.ts';
import { now, paz } from './examples.ts';

const KINDS = ['health', 'police', 'shelter', 'education'];
const GIVERS = ['child', 'guardian', 'caregiver', 'worker-best-interests'];
const BASES = [
  'consent',
  'vital-interest',
  'best-interests',
  'legal-obligation',
  'public-interest',
];
const DAYS = ['2026-11-23', '2026-11-24', '2026-11-25'];
const today = CalendarDay.parse('2026-11-24');

const someOf = (codes: readonly string[]) => fc.option(fc.subarray([...codes]), { nil: undefined });
const written = fc.record({
  answers: fc.record({
    referral: fc.constantFrom('agreed', 'refused', 'not-asked', undefined),
    referralBy: someOf(GIVERS),
    referralTo: someOf(KINDS),
    safeCaregiver: fc.constantFrom('yes', 'no', 'unknown', undefined),
    basis: fc.constantFrom(...BASES, undefined),
    basisReason: fc.constantFrom('Nobody speaks for her.', '  ', undefined),
    askAgainOn: fc.constantFrom(...DAYS, undefined),
  }),
  withdrawn: fc
    .subarray(['referral', 'tracing', 'statistics'] as const)
    .map((purposes) => purposes.map((purpose) => ({ purpose }))),
});

type Said = typeof written extends fc.Arbitrary<infer One> ? One : never;

/** The rule once more, in other words. */
function byConsent({ answers, withdrawn }: Said, kind: string): boolean {
  const { referral, referralBy = [], referralTo = [], safeCaregiver } = answers;
  const safe = safeCaregiver === 'yes' ? ['child', 'guardian', 'caregiver'] : ['child', 'guardian'];
  return [
    referral === 'agreed',
    referralTo.includes(kind),
    referralBy.some((one) => safe.includes(one)),
    !withdrawn.some((one) => one.purpose === 'referral'),
    (answers.askAgainOn ?? '9999') >= today,
  ].every(Boolean);
}

function byBasis({ answers }: Said): boolean {
  const { basis = '', basisReason } = answers;
  const allowed = ['vital-interest', 'best-interests', 'legal-obligation'];
  return allowed.includes(basis) && (basisReason ?? '').trim() !== '';
}

describe('[CA-6, RE-1] consent to telling a service', () => {
  test('covers exactly a named kind, on a day not past, by the child or a safe adult, not withdrawn; or a written basis does', () => {
    fc.assert(
      fc.property(written, fc.constantFrom(...KINDS), (consent, kind) => {
        const cover = consentCovers(consent, kind, today);
        const ground = byConsent(consent, kind) ? 'consent' : byBasis(consent) ? 'basis' : 'none';
        expect(cover.covers ? cover.kind : 'none').toBe(ground);
      }),
      { numRuns: 3000 },
    );
  });

  test('is missing where nothing was recorded: silence is no consent', () => {
    expect(consentCovers(null, 'health', today)).toEqual({ covers: false, why: 'not-asked' });
  });

  test('says why not, the gravest first', () => {
    const agreed = { referral: 'agreed', referralBy: ['child'], referralTo: ['health'] };
    const why = (answers: object, withdrawn: { purpose: 'referral' }[] = []) => {
      const cover = consentCovers(
        { answers: { ...agreed, ...answers }, withdrawn },
        'health',
        today,
      );
      return cover.covers ? cover.until : cover.why;
    };
    expect(why({})).toBe(null);
    expect(why({ askAgainOn: '2026-11-24' })).toBe('2026-11-24');
    expect(why({ askAgainOn: '2026-11-23' })).toBe('ask-again');
    expect(why({ referralTo: ['police'], askAgainOn: '2026-11-23' })).toBe('not-named');
    expect(why({ referralBy: ['caregiver'] })).toBe('nobody-safe');
    expect(why({ referralBy: ['caregiver'], safeCaregiver: 'yes' })).toBe(null);
    expect(why({ referral: 'refused' }, [{ purpose: 'referral' }])).toBe('withdrawn');
  });

  test('takes what stands in the record as it is', () => {
    const answers = { referral: 'agreed', referralBy: ['child'], referralTo: ['health'] };
    const stands = { answers, at: now, by: paz, withdrawn: [] };
    expect(consentCovers(stands, 'health', today)).toMatchObject({ by: ['child'] });
  });
});
