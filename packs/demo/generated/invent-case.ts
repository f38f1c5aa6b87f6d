import type { Form } from '#kernel/form.ts';
import type { PCode } from '#kernel/place.ts';
import type { DemoPeople, DemoWorker } from '../demo-documents.ts';
import {
  type ChildLanguage,
  type DemoTables,
  type Said,
  type Situation,
  workLanguage,
} from '../demo-tables.ts';
import { type ChildState, stateOf } from './child-states.ts';
import { type Draw, drawFrom } from './draw.ts';

/** What the many children are made from. */
export type DemoCountry = {
  readonly people: DemoPeople;
  readonly tables: DemoTables;
  /** Where children can be met: places of level 2. */
  readonly places: readonly PCode[];
  readonly forms: ReadonlyMap<string, Form>;
};

/** The frame of one invented child: everything that more than one form must agree on. */
export type InventedCase = {
  readonly id: string;
  readonly draw: Draw;
  readonly country: DemoCountry;
  readonly state: ChildState;
  readonly situation: Situation;
  readonly team: string;
  readonly place: PCode;
  readonly worker: DemoWorker;
  readonly supervisor: DemoWorker;
  readonly opener: DemoWorker;
  readonly setting: string;
  readonly language: ChildLanguage;
  readonly sex: string;
  /** In whole years, on the day of the first contact. */
  readonly age: number;
  readonly care: string;
  /** Whether the adult at home may be asked for consent. */
  readonly hasSafeCaregiver: boolean;
  readonly isOverdue: boolean;
};

/** Who meets children in a place of this kind and hands them over. */
const MET_BY: Readonly<Record<string, string>> = {
  border: 'border-officer',
  transport: 'border-officer',
  school: 'teacher',
  community: 'teacher',
  online: 'teacher',
  'private-home': 'teacher',
  'health-facility': 'health-worker',
  'camp-or-shelter': 'health-worker',
};

/** The `index`th invented child, always the same for the same seed. */
export function inventCase(country: DemoCountry, seed: string, index: number): InventedCase {
  const draw = drawFrom(seed, index);
  const state = stateOf(index);
  const situation = situationFor(country, state, index);
  const team = draw.pick(
    country.people.teams.filter(({ covers }) => covers.length > 0 && fitsTeam(situation, covers)),
  );
  const place = draw.pick(
    country.places.filter((pcode) => team.covers.some((area) => pcode.startsWith(area))),
  );
  const worker = draw.pick(workersOf(country, 'social-worker', team.id).filter(isTrained));
  const supervisor = draw.pick(workersOf(country, 'supervisor', team.id));
  const setting = draw.pick(situation.settings);
  const meets = workersOf(country, MET_BY[setting] ?? 'police-officer');
  const isHandedOver = state.handedOver ?? draw.oneIn(4);
  const care = draw.pick(situation.care);
  const language = draw.pick(country.tables.languages);
  return {
    id: `invented-${String(index + 1).padStart(4, '0')}`,
    draw,
    country,
    state,
    situation,
    team: team.id,
    place,
    worker,
    supervisor,
    opener: isHandedOver ? draw.pick(meets) : worker,
    setting,
    language,
    sex: draw.pick(situation.sexes),
    age: state.turned18 ? 17 : draw.between(...situation.ages),
    care,
    hasSafeCaregiver: care === 'parent' && !situation.caregiverMayExploit,
    isOverdue: index % 7 === 5,
  };
}

function situationFor({ tables }: DemoCountry, state: ChildState, index: number): Situation {
  const fitting = tables.situations.filter(({ withoutDanger, ages }) => {
    if (state.needsResult && withoutDanger) return false;
    return !state.turned18 || ages[1] >= 17;
  });
  const situation = fitting[(index * 7) % fitting.length];
  if (!situation) throw new Error('No situation fits');
  return situation;
}

// The hotel quarter's own team is known by its narrow places.
function fitsTeam({ inHotels }: Situation, covers: readonly string[]): boolean {
  return inHotels || covers.some((area) => area.length === 4);
}

export function workersOf(
  { people }: DemoCountry,
  role: string,
  team?: string,
): readonly DemoWorker[] {
  return people.workers.filter(({ roles }) =>
    roles.some((one) => one.role === role && (team === undefined || one.team === team)),
  );
}

function isTrained({ trained }: DemoWorker): boolean {
  return trained;
}

/** A sentence in the language that this person works in. */
export function saidBy({ language }: DemoWorker, said: Said): string {
  return said[workLanguage(language)];
}

/** One of several, in the language that this person works in. */
export function oneOf(
  draw: Draw,
  { language }: DemoWorker,
  said: DemoTables['phrases']['approved'],
): string {
  return draw.pick(said[workLanguage(language)]);
}
