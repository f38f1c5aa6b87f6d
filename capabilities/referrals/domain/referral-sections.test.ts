import { describe, expect, test } from 'vitest';
import type { FoldedEntry } from '#kernel/record-type.ts';
import { fold } from '#kernel/record-type.ts';
import { RecordId } from '#kernel/ids.ts';
import { anEntryId, aReferral, message, now, sela } from './examples.ts';
import { everyReferralSection, referralSections } from './referral-sections.ts';

const sent = anEntryId();
function entry(type: string, body: Record<string, unknown>, id = anEntryId()): FoldedEntry {
  return {
    id,
    type,
    section: 'health-referrals',
    class: 'health',
    form: null,
    deviceTime: now,
    body,
    recordId: RecordId.parse('00000000-0000-7000-8000-0000000000a1'),
    author: sela,
    purpose: 'child-protection',
  };
}
const { service, opened, replyBy } = aReferral();
const sending = entry(
  'referrals.sent',
  { service, message, opened, replyBy, at: now, clocks: {} },
  sent,
);
const { health } = referralSections;

describe('the fold of referrals', () => {
  test('keeps each referral with all that became of it', () => {
    const state = fold(health, health.start, [
      sending,
      entry('referrals.handed-over', { referral: sent, way: 'by-hand', on: '2026-11-24', at: now }),
      entry('referrals.answered', {
        referral: sent,
        reply: { answer: 'accepted' },
        note: 'Come.',
        heardBy: 'service',
        at: now,
      }),
      entry('referrals.withdrawn', { referral: sent, reason: 'not-needed', at: now }),
    ]);
    expect(state).toEqual([
      {
        ...aReferral(),
        id: sent,
        state: 'withdrawn',
        handedOver: { way: 'by-hand', on: '2026-11-24', at: now, by: sela },
        answers: [
          { reply: { answer: 'accepted' }, note: 'Come.', heardBy: 'service', at: now, by: sela },
        ],
        withdrawn: { reason: 'not-needed', at: now, by: sela },
      },
    ]);
  });

  test('leaves what it does not know as it is: of a newer version, or of another referral', () => {
    const before = fold(health, health.start, [sending]);
    const after = fold(health, before, [
      entry('referrals.answered', { referral: sent, reply: { answer: 'sang' }, at: now }),
      entry('referrals.answered', {
        referral: anEntryId(),
        reply: { answer: 'accepted' },
        note: null,
        heardBy: 'service',
        at: now,
      }),
      entry('referrals.dreamt', { referral: sent }),
      entry('referrals.sent', { service: 'x' }),
    ]);
    expect(after).toEqual(before);
  });

  test('[RE-2] is one for three classes, each with a part of its own', () => {
    expect(everyReferralSection.map((one) => [one.section, one.class])).toEqual([
      ['health-referrals', 'health'],
      ['justice-referrals', 'justice'],
      ['care-referrals', 'care'],
    ]);
  });
});
