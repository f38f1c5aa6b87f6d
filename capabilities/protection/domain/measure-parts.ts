import type { WorkerId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import { type Answers, answersAs } from '#kernel/form-answers.ts';
import {
  guardianContract,
  healthContract,
  justiceContract,
  safePlaceContract,
} from './form-contracts.ts';
import { GUARDIAN_STANDS } from './record-guardian.ts';
import type { WrittenBy } from './sections.ts';

export type Progress = 'done' | 'begun' | 'open';

/** How far one part of a measure has come, by whom, and the way to the form that moves it. */
export type PartProgress = {
  readonly progress: Progress;
  readonly by: WorkerId | null;
  readonly at: Instant | null;
  /** Below the path of the case; null when the reader may not write it, or there is no form. */
  readonly to: string | null;
};

/** What other slices know, as far as the reader may: undefined for what is not for the reader. */
export type Elsewhere = {
  readonly questions: PartProgress | undefined;
  readonly registration: PartProgress | undefined;
  readonly risk: PartProgress | undefined;
  readonly plan: PartProgress | undefined;
  readonly referral: PartProgress | undefined;
  readonly training: PartProgress | undefined;
};

/** One of the five parts of this slice as its reader has it; undefined without its class. */
export type OwnPart = { readonly content: WrittenBy | null; readonly mayWrite: boolean };

export type OwnParts = {
  readonly guardian: OwnPart | undefined;
  readonly safePlace: OwnPart | undefined;
  readonly health: OwnPart | undefined;
  readonly justice: OwnPart | undefined;
  readonly assessment: OwnPart | undefined;
};

/** Everything that measures are made of. */
export type PartName =
  | keyof Elsewhere
  | 'guardian'
  | 'safe-place'
  | 'health'
  | 'status-advice'
  | 'assessment'
  | 'lasting-solution'
  | 'justice'
  | 'proceedings';

export type Parts = Readonly<Record<PartName, PartProgress | undefined>>;

export function partsOf(own: OwnParts, elsewhere: Elsewhere): Parts {
  return {
    ...elsewhere,
    guardian: part(own.guardian, 'guardian', guardianProgress),
    'safe-place': part(own.safePlace, 'safe-place', safePlaceProgress),
    health: part(own.health, 'health', healthProgress),
    'status-advice': part(own.justice, 'justice', statusAdviceProgress),
    assessment: part(own.assessment, 'assessment', () => 'done'),
    'lasting-solution': lastingSolution(own),
    justice: part(own.justice, 'justice', justiceProgress),
    proceedings: part(own.justice, 'justice', proceedingsProgress),
  };
}

function part(
  own: OwnPart | undefined,
  form: string,
  progressOf: (answers: Answers) => Progress,
): PartProgress | undefined {
  if (!own) return undefined;
  const { content, mayWrite } = own;
  return {
    progress: content ? progressOf(content.answers) : 'open',
    by: content?.by ?? null,
    at: content?.at ?? null,
    to: mayWrite ? `protection/${form}` : null,
  };
}

// A lasting solution is decided by a panel, with options weighed; nothing here records that yet.
function lastingSolution({ assessment }: OwnParts): PartProgress | undefined {
  return assessment && { progress: 'open', by: null, at: null, to: null };
}

function guardianProgress(answers: Answers): Progress {
  const { state } = answersAs(answers, guardianContract);
  return state !== undefined && GUARDIAN_STANDS.includes(state) ? 'done' : 'begun';
}

function safePlaceProgress(answers: Answers): Progress {
  const place = answersAs(answers, safePlaceContract);
  if (place.kind === 'none') return 'open';
  const isChecked =
    place.withSuspect === 'no' &&
    place.suspectKnows === 'no' &&
    place.adultsChecked === 'yes' &&
    place.licence !== 'not-seen' &&
    place.licence !== 'none';
  return isChecked ? 'done' : 'begun';
}

function healthProgress(answers: Answers): Progress {
  const { hivPrevention, emergencyContraception } = answersAs(answers, healthContract);
  return [hivPrevention, emergencyContraception].includes('still-to-do') ? 'begun' : 'done';
}

function statusAdviceProgress(answers: Answers): Progress {
  const { statusAdvice } = answersAs(answers, justiceContract);
  if (statusAdvice === 'given' || statusAdvice === 'not-needed') return 'done';
  return statusAdvice === 'needed' ? 'begun' : 'open';
}

function justiceProgress(answers: Answers): Progress {
  const { lawyer, informedOfRights } = answersAs(answers, justiceContract);
  return lawyer === 'named' && informedOfRights === 'yes' ? 'done' : 'begun';
}

function proceedingsProgress(answers: Answers): Progress {
  const { protections = [], exploiterKnowsWhere } = answersAs(answers, justiceContract);
  const isProtected = protections.length > 0 && !protections.includes('none-yet');
  return isProtected && exploiterKnowsWhere === 'no' ? 'done' : 'begun';
}
