import { breakGlass, declareConflict, grantAccess } from '#capabilities/access/record-endpoints.ts';
import { assessRisk, recordConsent } from '#capabilities/cases/endpoints.ts';
import {
  acceptResult,
  changeStatus,
  overrideResult,
  readIdentification,
  recordFacts,
} from '#capabilities/identification/endpoints.ts';
import { plusHours } from '#kernel/instant.ts';
import type { DemoLater } from '#packs/demo/demo-documents.ts';
import type { Step, Steps } from './child-steps.ts';
import type { Operate } from './demo-operator.ts';
import { doReferral, protect } from './helping-steps.ts';
import { demoTeam, demoWorker } from './seed-people.ts';

/** What a later step needs of the case as it was seeded so far. */
export type SeededCase = {
  readonly operate: Operate;
  readonly steps: Steps;
  readonly versionOf: (form: string) => number;
  /** Where the consent stands in the record. */
  readonly consentAt: number;
};

const GLASS_HOURS = 24;
/** A sharing ends within a year (AC-11). */
const SHARED_HOURS = 24 * 60;

/** Does what happened to an invented case beside its forms, one thing after the other. */
export async function doLater(seeded: SeededCase, later: readonly DemoLater[]): Promise<void> {
  for (const [index, one] of later.entries()) await doOne(seeded, one, `later-${index + 1}`);
}

async function doOne(seeded: SeededCase, one: DemoLater, name: string): Promise<void> {
  const { operate, steps } = seeded;
  const step = (more: object): Step => steps.step(name, one.hours, one.by, more);
  switch (one.what) {
    case 'child-words':
      await operate(recordFacts, ...step(wordsOf(seeded, one.words)));
      return;
    case 'accept-result':
    case 'other-result':
      await judgeResult(seeded, one, step);
      return;
    case 'status':
      await operate(changeStatus, ...step(statusOf(seeded, one)));
      return;
    case 'consent-again':
      await operate(
        recordConsent,
        ...steps.section('consent', one.hours, one.answers, {
          by: one.by,
          basedOn: seeded.consentAt,
          name,
        }),
      );
      return;
    case 'written-offline':
      await operate(assessRisk, ...heldRisk(seeded, one, name));
      return;
    case 'share':
      await operate(grantAccess, ...step(sharingOf(seeded, one)));
      return;
    case 'refer':
    case 'answer-referral':
      await doReferral(seeded, one, step);
      return;
    case 'protect':
      await protect(seeded, one, name);
      return;
    case 'conflict':
      await operate(declareConflict, ...step({ worker: demoWorker(one.worker), kind: 'related' }));
      return;
    case 'break-glass':
      await operate(breakGlass, ...step(glassOf(one.explanation)));
      return;
  }
}

function wordsOf({ versionOf }: SeededCase, childWords: string) {
  return {
    formId: 'identification',
    formVersion: versionOf('identification'),
    answers: { howKnown: 'child-disclosed', childWords },
    evidence: 'child-disclosed',
  };
}

/** Takes over the first result of the newest evaluation, or another one with a reason. */
async function judgeResult(
  { operate, steps }: SeededCase,
  one: Extract<DemoLater, { what: 'accept-result' | 'other-result' }>,
  step: (more: object) => Step,
): Promise<void> {
  const read = await operate(readIdentification, ...steps.step('', one.hours, one.by, {}));
  const [newest] = readIdentification.output.parse(read).history;
  if (!newest) throw new Error('Nothing was evaluated');
  const evaluation = newest.entry;
  if (one.what === 'accept-result') {
    await operate(acceptResult, ...step({ evaluation, result: newest.results[0] }));
    return;
  }
  await operate(overrideResult, ...step({ evaluation, to: one.to, reason: one.reason }));
}

function statusOf({ steps }: SeededCase, one: Extract<DemoLater, { what: 'status' }>) {
  const { to, office, reason = '' } = one;
  const decidedOn = steps.answersOf('opened');
  const authority = office === undefined ? null : { name: office, country: 'XA', decidedOn };
  return { to, authority, reason };
}

/** A risk written without a network on the empty section: another was first, so it is held (CA-8). */
function heldRisk(
  { steps }: SeededCase,
  one: Extract<DemoLater, { what: 'written-offline' }>,
  name: string,
): Step {
  const [input, hand] = steps.section('risk', one.hours, one.risk, { by: one.by, name });
  return [{ ...input, whenRefused: 'hold' }, hand];
}

function sharingOf({ steps }: SeededCase, one: Extract<DemoLater, { what: 'share' }>) {
  return {
    to: { team: demoTeam(one.with) },
    classes: one.classes,
    mayWrite: true,
    purpose: one.purpose,
    until: plusHours(steps.now, SHARED_HOURS),
  };
}

function glassOf(explanation: string) {
  const reason = 'responsible-worker-unreachable';
  return { classes: ['care'], hours: GLASS_HOURS, reason, explanation };
}
