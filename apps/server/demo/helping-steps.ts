import {
  recordAssessment,
  recordGuardian,
  recordHealth,
  recordJustice,
  recordSafePlace,
} from '#capabilities/protection/endpoints.ts';
import { composeMessage } from '#capabilities/referrals/domain/message.ts';
import {
  answerReferral,
  listServices,
  readReferrals,
  referChild,
} from '#capabilities/referrals/endpoints.ts';
import type { DemoLater } from '#packs/demo/demo-documents.ts';
import type { Step } from './child-steps.ts';
import type { SeededCase } from './later-steps.ts';

type Protecting = Extract<DemoLater, { what: 'protect' }>;
type Referring = Extract<DemoLater, { what: 'refer' | 'answer-referral' }>;

const PARTS = {
  guardian: recordGuardian,
  'safe-place': recordSafePlace,
  health: recordHealth,
  justice: recordJustice,
  assessment: recordAssessment,
} as const;

/** Writes one of the parts that protect a child, as whoever works under that purpose. */
export async function protect(
  { operate, steps }: SeededCase,
  { part, by, hours, answers, purpose }: Protecting,
  name: string,
): Promise<void> {
  const [input, hand] = steps.section(part, hours, answers, { by, name });
  await operate(PARTS[part], input, { ...hand, purpose });
}

/** Asks a service to help, or says what the service answered to the newest referral. */
export async function doReferral(
  seeded: SeededCase,
  one: Referring,
  step: (more: object) => Step,
): Promise<void> {
  if (one.what === 'refer') {
    await refer(seeded, one, step);
    return;
  }
  const { operate } = seeded;
  const [input, hand] = step({ reply: { answer: one.answer } });
  const asAsked = { ...hand, purpose: one.purpose };
  const read = await operate(readReferrals, { recordId: input['recordId'] }, asAsked);
  const [newest] = readReferrals.output.parse(read).referrals;
  await operate(answerReferral, { ...input, referralId: newest?.id }, asAsked);
}

/** The message is made as the screen makes it, before the eyes of whoever sends it. */
async function refer(
  { operate, versionOf }: SeededCase,
  { service, kind, answers: told }: Extract<Referring, { what: 'refer' }>,
  step: (more: object) => Step,
): Promise<void> {
  const [{ recordId }, hand] = step({});
  const answers = { ...told };
  const read = await operate(readReferrals, { recordId }, hand);
  const { known } = readReferrals.output.parse(read);
  const { services } = listServices.output.parse(await operate(listServices, {}, hand));
  const asked = services.find(({ id }) => id === service);
  const cover = known?.covers[kind];
  if (!known || !asked || !cover?.covers) throw new Error(`No consent covers ${kind}`);
  const { covers: _covers, ...ground } = cover;
  const seen = composeMessage({ brief: known.brief, ground }, { answers }, asked.replyHours);
  const form = { formVersion: versionOf('referral'), answers };
  await operate(referChild, ...step({ service, ...form, seen }));
}
