import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { millisecondsOf, plusHours } from '#kernel/instant.ts';
import {
  answers,
  aReferral,
  aService,
  brief,
  clinicTeam,
  grantId,
  ground,
  hours,
  message,
  now,
} from './examples.ts';
import { type Cover, openUntil, refer } from './refer.ts';
import { classOfKind, opensOf } from './service.ts';

const covered: Cover = { covers: true, ...ground };
const known = { cover: covered, brief, referrals: [], hours };
const asked = { service: aService(), here: null, seen: message, filled: { answers } };

describe('asking a service', () => {
  test.each([
    'not-asked',
    'refused',
    'not-named',
    'nobody-safe',
    'withdrawn',
    'ask-again',
  ] as const)('[RE-1] is refused when consent is "%s"', (why) => {
    const cover = { covers: false, why } as const;
    expect(refer({ ...known, cover }, asked, { now })).toEqual({
      ok: false,
      refusal: { code: `referrals.consent.${why}` },
    });
  });

  test('[RE-3] sends what the worker saw, and nothing that was seen otherwise', () => {
    const sent = refer(known, asked, { now });
    expect(sent).toMatchObject({ ok: true, value: { message, opened: null } });
    const changes: readonly Partial<typeof message>[] = [
      { asked: 'More.' },
      { sex: 'boy' },
      { languages: ['ara'] },
      { ground: { ...ground, by: ['guardian'] } },
      { replyHours: 24 },
    ];
    for (const change of changes)
      expect(refer(known, { ...asked, seen: { ...message, ...change } }, { now })).toMatchObject({
        refusal: { code: 'referrals.message.changed' },
      });
  });

  test('[RE-3] no part of the message could hold a name', () => {
    expect(Object.keys(message).toSorted()).toEqual([
      'ageBand',
      'asked',
      'caseCode',
      'contactNote',
      'contactWay',
      'ground',
      'languages',
      'reason',
      'replyHours',
      'sex',
      'told',
      'urgency',
    ]);
  });

  test('[RE-8] that has an open referral of this child is refused; a closed one is no hindrance', () => {
    const states = [
      'sent',
      'received',
      'accepted',
      'first-seen',
      'declined',
      'completed',
      'withdrawn',
    ] as const;
    const asks = states.map(
      (state) => refer({ ...known, referrals: [aReferral({ state })] }, asked, { now }).ok,
    );
    expect(asks).toEqual([false, false, false, false, true, true, true]);
  });

  test('[RE-6] awaits the reply within the hours of the urgency, or without end where the pack gives none', () => {
    const sent = refer(known, asked, { now });
    expect(sent.ok && sent.value.replyBy).toBe(plusHours(now, 72));
    const seen = { ...message, replyHours: null };
    const open = refer({ ...known, hours: {} }, { ...asked, seen }, { now });
    expect(open.ok && open.value.replyBy).toBe(null);
  });
});

describe('[RE-4] a team here', () => {
  const here = { team: clinicTeam, grantId };

  test('is let into its class, and into who the child is only when it needs the name', () => {
    const sent = refer(known, { ...asked, here }, { now });
    expect(sent.ok && sent.value.opened).toMatchObject({ team: clinicTeam, classes: ['health'] });
    const service = aService({ needsName: true, kind: 'police' });
    expect(opensOf(service)).toEqual(['justice', 'identity']);
  });

  test('until the consent ends, and never for more than ninety days', () => {
    fc.assert(
      fc.property(fc.option(fc.integer({ min: 0, max: 4000 }), { nil: null }), (days) => {
        const day = days === null ? null : plusHours(now, days * 24).slice(0, 10);
        const until = openUntil({ until: day === null ? null : CalendarDay.parse(day) }, now);
        const lasts = (millisecondsOf(until) - millisecondsOf(now)) / 3_600_000;
        expect(lasts).toBeGreaterThan(0);
        expect(lasts).toBeLessThanOrEqual(90 * 24);
        // The last day of consent still counts, wherever on earth the worker is.
        const lastDay = plusHours(now, (days ?? 0) * 24 + 24).slice(0, 10);
        expect(day === null || until.slice(0, 10) <= lastDay).toBe(true);
        expect(lasts === 90 * 24 || (days !== null && days <= 100)).toBe(true);
      }),
    );
  });
});

test('[RE-2] the class is the recipient’s, and of a kind that nobody knows it is care', () => {
  const kinds = [
    'health',
    'mental-health',
    'police',
    'legal-aid',
    'shelter',
    'education',
    'guardianship',
    'no-such-kind',
  ];
  expect(kinds.map(classOfKind)).toEqual([
    'health',
    'health',
    'justice',
    'justice',
    'care',
    'care',
    'care',
    'care',
  ]);
});
