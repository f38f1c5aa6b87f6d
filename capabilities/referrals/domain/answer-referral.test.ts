import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { plusHours } from '#kernel/instant.ts';
import { answerReferral, answersLeft } from './answer-referral.ts';
import { handOverReferral, withdrawReferral } from './end-referral.ts';
import { aReferral, clinicTeam, grantId, now } from './examples.ts';
import { replyClock } from './clocks.ts';
import { isOpen, type Referral, ReferralState, type Reply } from './referral-sections.ts';
import { standingOf, whatIsMissing } from './whats-missing.ts';

const today = CalendarDay.parse('2026-11-24');
const replies: readonly Reply[] = [
  { answer: 'received' },
  { answer: 'accepted' },
  { answer: 'declined', reason: 'no-capacity' },
  { answer: 'first-seen', on: today },
  { answer: 'completed', outcome: 'helped' },
];
const said = (reply: Reply) => ({ reply, note: null, heardBy: 'service' }) as const;
const opened = { team: clinicTeam, grantId, classes: ['health' as const], until: now };

describe('[RE-5] an answer', () => {
  test('goes forward only, whatever is said in whatever order, and closes once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...replies), { maxLength: 12 }), (sequence) => {
        let referral: Referral = aReferral();
        const order = ['sent', 'received', 'accepted', 'first-seen', 'completed'];
        for (const reply of sequence) {
          const left = answersLeft(referral);
          const answered = answerReferral(referral, said(reply), { now });
          expect(answered.ok).toBe(left.includes(reply.answer));
          if (!answered.ok) continue;
          const before = referral.state;
          expect(isOpen({ state: before })).toBe(true);
          const goesOn =
            reply.answer === 'declined' || order.indexOf(reply.answer) > order.indexOf(before);
          expect(goesOn).toBe(true);
          referral = { ...referral, state: reply.answer };
        }
      }),
    );
  });

  test('of the day on which the child was first seen lies between the referral and today', () => {
    const on = (day: string) => {
      const reply: Reply = { answer: 'first-seen', on: CalendarDay.parse(day) };
      return answerReferral(aReferral(), said(reply), { now: plusHours(now, 48) }).ok;
    };
    const days = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-26', '2026-11-27'];
    expect(days.map(on)).toEqual([false, true, true, true, false]);
  });
});

describe('[RE-7] withdrawing', () => {
  test('is for what is open, and for a completed one whose team is still let in', () => {
    const may = (over: Partial<Referral>) =>
      withdrawReferral(aReferral(over), 'not-needed', { now }).ok;
    const open = ReferralState.options.filter((state) => may({ state }));
    expect(open).toEqual(['sent', 'received', 'accepted', 'first-seen']);
    const letIn = ReferralState.options.filter((state) => may({ state, opened }));
    expect(letIn).toEqual(['sent', 'received', 'accepted', 'first-seen', 'completed']);
  });

  test('is asked for where consent was withdrawn, and only while the referral is open', () => {
    const cover = { covers: false, why: 'withdrawn' } as const;
    expect(standingOf(aReferral(), cover)).toBe('stop');
    expect(standingOf(aReferral(), { covers: false, why: 'ask-again' })).toBe('ask-again');
    expect(standingOf(aReferral({ state: 'withdrawn' }), cover)).toBe('stands');
    expect(standingOf(aReferral(), undefined)).toBe('stands');
  });
});

test('a service outside is told by hand; one here is not, and nobody was told tomorrow', () => {
  const told = (over: Partial<Referral>, on = today) => {
    const done = handOverReferral(aReferral(over), { way: 'by-hand', on }, { now });
    return done.ok ? 'ok' : done.refusal.code;
  };
  expect([
    told({}),
    told({ opened }),
    told({ state: 'withdrawn' }),
    told({}, CalendarDay.parse('2026-11-25')),
  ]).toEqual([
    'ok',
    'referrals.hand-over.team-here',
    'referrals.referral.closed',
    'referrals.hand-over.day-impossible',
  ]);
});

test('[RE-5] each open referral says what is missing, and a closed one nothing', () => {
  const handedOver = aReferral({
    handedOver: { way: 'by-hand', on: today, at: now, by: aReferral().by },
  });
  expect([aReferral(), handedOver, aReferral({ opened })].map(whatIsMissing)).toEqual([
    'hand-over',
    'reply',
    'reply',
  ]);
  expect(ReferralState.options.map((state) => whatIsMissing(aReferral({ state, opened })))).toEqual(
    ['reply', 'reply', 'first-seen', 'another-service', 'outcome', null, null],
  );
});

test('[RE-6] the clock of a class is the earliest open reply, and is met when none is open', () => {
  const at = (hours: number, state: ReferralState) => ({ replyBy: plusHours(now, hours), state });
  const clock = 'referral-reply-health';
  expect(replyClock('health', [at(72, 'sent'), at(24, 'received'), at(1, 'accepted')], {})).toEqual(
    {
      [clock]: plusHours(now, 24),
    },
  );
  expect(replyClock('health', [at(1, 'accepted')], { [clock]: now })).toEqual({ [clock]: null });
  expect(replyClock('health', [at(1, 'accepted')], {})).toEqual({});
});
