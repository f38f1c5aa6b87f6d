import type { DemoFact } from '../demo-documents.ts';
import { askedOf } from './asked-answers.ts';
import { type InventedCase, saidBy } from './invent-case.ts';
import { pickAny } from './meet-child.ts';

/** Consent, facts, risk and plan of an invented child, agreeing with each other. */

export function consentOf(made: InventedCase): Record<string, unknown> {
  const { draw, state, country, language } = made;
  const by = giversOf(made);
  const referral = state.referral ?? 'agreed';
  const tracing = made.situation.planAreas.includes('family-tracing') ? 'agreed' : 'not-asked';
  return askedOf(country.forms, 'consent', {
    ageBand: ageBandOf(made.age),
    explainedWays: ['own-language', made.age < 10 ? 'pictures' : 'simple-words'],
    safeCaregiver: made.hasSafeCaregiver ? 'yes' : 'no',
    services: 'agreed',
    servicesBy: by,
    storage: 'agreed',
    storageBy: by,
    referral,
    referralBy: by,
    referralTo: servicesTold(made),
    tracing,
    tracingBy: by,
    tracingPhoto: draw.pick(['refused', 'not-asked']),
    tracingPhotoBy: by,
    statistics: draw.pick(['agreed', 'refused', 'not-asked']),
    statisticsBy: by,
    withhold: draw.oneIn(3) ? pickAny(made, language.afraid) : undefined,
    basis: 'consent',
  });
}

/** CA-6: the child, and a safe adult; never someone who may be exploiting the child. */
function giversOf({ age, hasSafeCaregiver }: InventedCase): readonly string[] {
  const adult = hasSafeCaregiver ? 'caregiver' : 'guardian';
  if (age < 6) return [adult];
  return age < 15 ? ['child', adult] : ['child'];
}

export function ageBandOf(age: number): string {
  if (age < 6) return '0-5';
  if (age < 12) return '6-11';
  return age < 15 ? '12-14' : '15-17';
}

const FEW = 2;

export function factsOf(
  { state, situation }: InventedCase,
  openedDaysAgo: number,
): readonly DemoFact[] {
  const learned = state.fewFacts ? situation.facts.slice(0, FEW) : situation.facts;
  return learned.map((fact) => ({ ...fact, daysAgo: openedDaysAgo }));
}

export type Level = 'immediate' | 'high' | 'medium' | 'low';

/** CA-1: who may be found by an exploiter, or is presumed trafficked, is at high risk at least. */
export function levelOf({ state, situation, draw }: InventedCase): Level {
  if (state.level) return state.level;
  if (situation.withoutDanger) return draw.pick(['medium', 'low']);
  if (situation.knowsPlace) return draw.pick(['immediate', 'high']);
  return draw.pick(['high', 'high', 'high', 'medium']);
}

export function riskOf(made: InventedCase, level: Level): Record<string, unknown> {
  const { situation, draw, worker, language } = made;
  return askedOf(made.country.forms, 'risk', {
    exploiterKnowsWhere: situation.knowsPlace ? 'yes' : 'no',
    exploiterContact: situation.withoutDanger ? 'no' : draw.pick(['no', 'unknown']),
    selfHarm: situation.riskReasons.includes('self-harm') ? 'yes' : 'no',
    recentViolence: situation.riskReasons.includes('violence') ? 'unknown' : 'no',
    aloneUnderFive: 'no',
    detained: situation.riskReasons.includes('detention') ? 'yes' : 'no',
    level,
    reasons: situation.riskReasons,
    why: saidBy(worker, situation.why),
    childView: draw.oneIn(2) ? pickAny(made, language.afraid) : undefined,
    safetyPlanAgreed: 'yes',
    assessedOn: 'opened',
  });
}

/** The services that the plan of this child names, when telling them was agreed to. */
function servicesTold({ country, situation, state }: InventedCase): readonly string[] {
  const planned = country.tables.actions.flatMap(({ area, tells }) =>
    tells !== undefined && situation.planAreas.includes(area) ? [tells] : [],
  );
  const asked = state.besides === 'clinic' ? ['health'] : [];
  return [...new Set([...planned, ...asked])];
}

export function planOf(made: InventedCase): readonly Record<string, unknown>[] {
  const { country, situation, worker, state, isOverdue, draw } = made;
  const wanted = country.tables.actions.filter(({ area }) => situation.planAreas.includes(area));
  return wanted.map(({ area, owner, tells, within, goal, action }) => {
    // CA-6: without consent to referral nobody else is told, so the worker acts alone.
    const mayTell = state.referral !== 'refused';
    return askedOf(country.forms, 'plan', {
      area,
      goal: saidBy(worker, goal),
      action: saidBy(worker, action),
      owner: mayTell ? owner : 'social-worker',
      tells: mayTell && tells !== undefined ? [tells] : undefined,
      dueDay: `${isOverdue ? 'opened' : 'today'}+${within}`,
      childAgrees: draw.pick(['yes', 'yes', 'yes', 'unknown']),
    });
  });
}
