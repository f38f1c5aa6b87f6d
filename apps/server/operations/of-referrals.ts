import { type ACase, ANSWERS, done, sectionOf } from '../test-case.ts';
import { aCommand, type Client, day, TEAMS } from '../test-country.ts';
import { CONSENT_TO_TELL, referralOf, replying, SCHOOL } from '../test-referral.ts';
import { able, anyone, type Can, ifSeen, type Operation, read, writes } from './operation.ts';

const ofCase = (then: (can: Can) => string) => ifSeen('referrals.case.unknown', then);
const ofReferral = (one: 'health' | 'care', then: (can: Can) => string) =>
  ofCase((can) => (can.reads(one) ? then(can) : 'referrals.referral.unknown'));

/** No one of the matrix works there: who may see it, may because of their own team. */
const FAR_CLINIC = 'cedar-gate-clinic';

async function agreed(author: Client, { recordId }: ACase): Promise<void> {
  await done(author.post(`/cases/${recordId}/registration`, sectionOf(ANSWERS.registration)));
  await done(author.post(`/cases/${recordId}/consent`, sectionOf(CONSENT_TO_TELL)));
}

/** Something done with a referral that the author has sent. */
const after =
  (service: string, part: string, body: () => object): Operation['attempt'] =>
  async (who, made, { author }) => {
    await agreed(author, made);
    const sent = await referralOf(author, made, service);
    const { referralId } = await done(author.post(`/cases/${made.recordId}/referrals`, sent));
    return who.post(`/cases/${made.recordId}/referrals/${referralId}/${part}`, body());
  };

export const REFERRALS: readonly Operation[] = [
  { id: 'referrals.services', expected: anyone, attempt: (who) => who.get('/services') },
  { id: 'referrals.read', expected: ofCase(anyone), attempt: read('/referrals') },
  {
    id: 'referrals.refer',
    expected: ofCase(able('write-plan')),
    attempt: async (who, made, { author }) => {
      await agreed(author, made);
      const body = await referralOf(author, made, FAR_CLINIC);
      return who.post(`/cases/${made.recordId}/referrals`, body);
    },
  },
  {
    id: 'referrals.answer',
    expected: ofReferral('health', writes('health')),
    attempt: after(FAR_CLINIC, 'answers', () => replying({ answer: 'received' })),
  },
  {
    id: 'referrals.hand-over',
    expected: ofReferral('care', able('write-plan')),
    attempt: after(SCHOOL, 'hand-over', () => ({ ...aCommand(), way: 'by-hand', on: day(0) })),
  },
  {
    id: 'referrals.withdraw',
    expected: ofReferral('health', able('write-plan')),
    attempt: after(FAR_CLINIC, 'withdrawal', () => ({ ...aCommand(), reason: 'not-needed' })),
  },
  {
    id: 'referrals.received',
    expected: anyone,
    attempt: (who) => who.get(`/referrals/received?team=${TEAMS.clinic}`),
  },
];
