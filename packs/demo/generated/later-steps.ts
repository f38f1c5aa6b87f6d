import type { DemoLater } from '../demo-documents.ts';
import type { DemoTables } from '../demo-tables.ts';
import type { Besides } from './child-states.ts';
import { askedOf } from './asked-answers.ts';
import { type InventedCase, oneOf, saidBy, workersOf } from './invent-case.ts';
import { pickAny } from './meet-child.ts';
import { consentOf, riskOf } from './protect-child.ts';
import { healthOf, protectionOf } from './protection-parts.ts';

/** What happened to an invented case beside its forms: who protects it, then what else there was. */
export function laterOf(made: InventedCase, openedDaysAgo: number): DemoLater[] {
  const { state } = made;
  // The plan is judged six hours after the opening; all of this comes then, and none after now.
  const hours = Math.min(6.5, openedDaysAgo * 24);
  const besides = state.besides ? STEPS[state.besides](made, hours) : [];
  return [...protectionOf(made, hours), ...besides];
}

type Step = (made: InventedCase, hours: number) => DemoLater[];

const STEPS: Readonly<Record<Besides, Step>> = {
  words: (made, hours) => {
    const { worker, draw, country, language } = made;
    const stopped = oneOf(draw, worker, country.tables.phrases.stopped);
    const words = pickAny(made, language.heard) ?? stopped;
    return [{ what: 'child-words', by: worker.signIn, hours, words }];
  },
  accepted: ({ worker }, hours) => [{ what: 'accept-result', by: worker.signIn, hours }],
  // ID-11: a lower result waits for a second person.
  'other-result': ({ worker, draw, country }, hours) => {
    const reason = oneOf(draw, worker, country.tables.phrases.seenOtherwise);
    return [{ what: 'other-result', by: worker.signIn, hours, to: 'concern', reason }];
  },
  // CA-8: written without a network, and somebody else was first.
  offline: (made, hours) => {
    const by = colleagueOf(made);
    const risk = { ...riskOf(made, 'high'), why: saidBy(by, made.situation.seen) };
    return [{ what: 'written-offline', by: by.signIn, hours, risk }];
  },
  conflict: (made, hours) => [
    {
      what: 'conflict',
      by: made.supervisor.signIn,
      hours,
      worker: colleagueOf(made).signIn,
    },
  ],
  clinic: (made, hours) => {
    const health = made.country.tables.actions.find(({ tells }) => tells === 'health');
    const asked = health ? referralTo(made, hours, health) : [];
    const clinic = CLINICS[asked[0]?.what === 'refer' ? asked[0].service : ''];
    const [by] = workersOf(made.country, 'health-worker', clinic);
    if (!by) return asked;
    const answered = { by: by.signIn, hours, purpose: 'health-care' } as const;
    return [
      ...asked,
      { what: 'answer-referral', ...answered, answer: 'accepted' },
      { what: 'protect', ...answered, part: 'health', answers: healthOf(made) },
    ];
  },
  referred: (made, hours) => {
    const { actions } = made.country.tables;
    const { planAreas } = made.situation;
    const [first] = actions.filter(
      ({ area, services }) => services.length > 0 && planAreas.includes(area),
    );
    return first ? referralTo(made, hours, first) : [];
  },
  police: ({ draw, country, supervisor }, hours) => [
    {
      what: 'share',
      by: supervisor.signIn,
      hours,
      with: teamOf(draw.pick(workersOf(country, 'police-officer'))),
      classes: ['identity', 'justice'],
      purpose: 'justice-for-the-child',
    },
  ],
  withdrawn: (made, hours) => {
    const { forms } = made.country;
    const before = consentOf(made);
    const answers = askedOf(forms, 'consent', { ...before, referral: 'refused' });
    return [{ what: 'consent-again', by: made.worker.signIn, hours, answers }];
  },
  identified: ({ worker, draw }, hours) => [
    { what: 'accept-result', by: worker.signIn, hours },
    { what: 'status', by: worker.signIn, hours, to: 'presumed' },
    {
      what: 'status',
      by: worker.signIn,
      hours,
      to: 'formally-identified',
      office: draw.pick(OFFICES),
    },
  ],
  // ID-8: services go on by need when an authority does not confirm.
  'not-confirmed': ({ worker, situation }, hours) => [
    { what: 'status', by: worker.signIn, hours, to: 'presumed' },
    {
      what: 'status',
      by: worker.signIn,
      hours,
      to: 'not-confirmed',
      office: OFFICES[0],
      reason: saidBy(worker, situation.seen),
    },
  ],
  glass: ({ draw, country, team }, hours) => {
    const others = country.people.teams.filter(
      ({ id, covers }) => covers.length > 0 && id !== team,
    );
    const by = draw.pick(workersOf(country, 'supervisor', draw.pick(others).id));
    const explanation = oneOf(draw, by, country.tables.phrases.glassBroken);
    return [{ what: 'break-glass', by: by.signIn, hours, explanation }];
  },
};

/** The teams of this installation that are clinics, by the service that they are. */
const CLINICS: Readonly<Record<string, string>> = {
  'lantern-bay-clinic': 'coast-clinic',
  'cedar-gate-clinic': 'hills-clinic',
};

/** A service is asked to do what the plan says, in the words of the plan. */
function referralTo(
  { draw, worker, country }: InventedCase,
  hours: number,
  { tells, reason, services, goal, action }: DemoTables['actions'][number],
): DemoLater[] {
  if (tells === undefined || services.length === 0) return [];
  const answers = askedOf(country.forms, 'referral', {
    reason,
    urgency: draw.pick(['high', 'medium']),
    asked: saidBy(worker, action),
    contactWay: draw.pick(['with-worker', 'through-worker']),
    told: saidBy(worker, goal),
  });
  const service = draw.pick(services);
  return [{ what: 'refer', by: worker.signIn, hours, service, kind: tells, answers }];
}

/** Offices of the invented country that decide about a status. */
const OFFICES = [
  'National Office for Identification, Amparia',
  'Court for Children, Amparia',
] as const;

/** Another social worker of the same team. */
function colleagueOf({ country, team, worker }: InventedCase) {
  const colleague = workersOf(country, 'social-worker', team).find(
    ({ signIn, trained }) => signIn !== worker.signIn && trained,
  );
  if (!colleague) throw new Error(`Nobody works beside ${worker.signIn}`);
  return colleague;
}

function teamOf({ roles }: InventedCase['worker']): string {
  return roles[0]?.team ?? '';
}
