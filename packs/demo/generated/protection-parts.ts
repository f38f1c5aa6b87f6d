import type { DemoLater } from '../demo-documents.ts';
import { askedOf } from './asked-answers.ts';
import { hasReached } from './child-states.ts';
import { type InventedCase, saidBy } from './invent-case.ts';
import { pickAny } from './meet-child.ts';

/** Guardian, safe place, health, justice and assessment of an invented child. */

type Part = Extract<DemoLater, { what: 'protect' }>['part'];

/** What stands beside the plan; where the work is overdue, some of it was not done yet. */
export function protectionOf(made: InventedCase, hours: number): DemoLater[] {
  const { state, situation, worker, isOverdue, draw } = made;
  if (!hasReached(state, 'risk')) return [];
  const part = (name: Part, answers: Record<string, unknown>): DemoLater => ({
    what: 'protect',
    by: worker.signIn,
    hours,
    part: name,
    answers,
    purpose: 'child-protection',
  });
  const parts = isOverdue && draw.oneIn(2) ? [] : [part('guardian', guardianOf(made))];
  if (!hasReached(state, 'plan')) return parts;
  if (!situation.caregiverMayExploit) parts.push(part('safe-place', safePlaceOf(made)));
  if (situation.planAreas.includes('justice')) parts.push(part('justice', justiceOf(made)));
  return isOverdue ? parts : [...parts, part('assessment', assessmentOf(made))];
}

function guardianOf(made: InventedCase): Record<string, unknown> {
  const { situation, hasSafeCaregiver, draw } = made;
  const isAsked = situation.planAreas.includes('guardian');
  const state = hasSafeCaregiver ? 'not-needed' : isAsked ? 'requested' : 'appointed';
  return askedOf(made.country.forms, 'guardian', {
    state,
    independent: 'yes',
    relation: draw.pick(['state-guardian', 'organisation-guardian']),
    name: draw.pick(GUARDIANS),
    authority: 'Court for Children, Amparia',
    requestedOn: 'opened',
    appointedOn: 'opened',
    scope: ['all'],
    childToldComplaint: 'yes',
  });
}

/** Nobody is called so. */
const GUARDIANS = [
  { spoken: 'Gerda Guardian-Sample', script: 'Latn' },
  { spoken: 'Tutor Ejemplo', script: 'Latn' },
  { spoken: 'وصيّ مثال', script: 'Arab' },
] as const;

const PLACES: Readonly<Record<string, string>> = {
  parent: 'with-parent',
  kinship: 'kinship',
  foster: 'foster',
  residential: 'shelter',
};

function safePlaceOf(made: InventedCase): Record<string, unknown> {
  const { care, draw, state, language } = made;
  return askedOf(made.country.forms, 'safe-place', {
    kind: PLACES[care] ?? 'independent',
    withSuspect: 'no',
    movedInOn: 'opened',
    address: `No Such Street ${draw.between(1, 400)}, behind the placeholder tree`,
    nightContact: '+999 000 0999',
    knownBy: ['social-worker', 'place-staff'],
    suspectKnows: 'no',
    licence: care === 'residential' ? 'seen' : 'not-needed',
    adultsChecked: 'yes',
    reviewOn: state.turned18 ? undefined : `today+${draw.between(5, 80)}`,
    childAgrees: draw.pick(['yes', 'yes', 'unknown']),
    childWords: draw.oneIn(3) ? pickAny(made, language.wishes) : undefined,
  });
}

function justiceOf(made: InventedCase): Record<string, unknown> {
  const { situation, draw } = made;
  const isSuspect = situation.facts.some(({ fact }) => fact.startsWith('suspect-'));
  return askedOf(made.country.forms, 'justice', {
    suspected: isSuspect ? 'yes' : 'no',
    lawyer: draw.pick(['named', 'asked-for', 'none']),
    lawyerName: { spoken: 'Advocate Specimen', script: 'Latn' },
    informedOfRights: 'yes',
    timesTold: draw.pick(['not-yet', 'once']),
    recorded: 'yes',
    protections: ['one-interview', 'trained-interviewer', 'support-person'],
    hearingOn: draw.oneIn(2) ? `today+${draw.between(3, 40)}` : undefined,
    exploiterKnowsWhere: situation.knowsPlace ? 'yes' : 'no',
  });
}

export function healthOf(made: InventedCase): Record<string, unknown> {
  const { situation, draw } = made;
  const isHurt = situation.facts.some(({ fact }) => fact === 'hazardous-work');
  return askedOf(made.country.forms, 'health', {
    privateTalk: 'yes',
    childAgrees: 'agreed',
    adultAgrees: 'not-needed',
    seenOn: 'opened',
    hivPrevention: 'not-indicated',
    emergencyContraception: 'not-indicated',
    injuries: isHurt ? ['work-strain'] : ['none-seen'],
    referredTo: ['general'],
    followUpOn: `today+${draw.between(4, 30)}`,
    careMustKnow: saidBy(made.worker, REST),
  });
}

const REST = {
  en: 'Needs sleep and regular meals; the same person comes along each time.',
  ar: 'يحتاج إلى نوم ووجبات منتظمة، ويرافقه الشخص نفسه في كل مرة.',
  es: 'Necesita dormir y comer con regularidad; acompaña siempre la misma persona.',
  fr: 'A besoin de sommeil et de repas réguliers ; la même personne accompagne chaque fois.',
} as const;

const AREAS = [
  'safety',
  'family',
  'health',
  'mind',
  'school',
  'belonging',
  'papers',
  'money',
] as const;

function assessmentOf(made: InventedCase): Record<string, unknown> {
  const { draw, worker, situation, language } = made;
  const scales = AREAS.map(
    (area) => [area, draw.pick(['fine', 'some-worry', 'not-known'])] as const,
  );
  const words = AREAS.map((area) => [`${area}Words`, saidBy(worker, situation.why)] as const);
  return askedOf(made.country.forms, 'assessment', {
    ...Object.fromEntries(words),
    ...Object.fromEntries(scales),
    // A worry about safety is why there is a plan at all.
    safety: situation.withoutDanger ? 'fine' : 'some-worry',
    childWords: draw.oneIn(2) ? pickAny(made, language.wishes) : undefined,
    assessedOn: 'opened',
  });
}
