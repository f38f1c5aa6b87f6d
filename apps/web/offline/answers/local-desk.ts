import { Ability, type Actor } from '#capabilities/access/contract.ts';
import { me as readMe } from '#capabilities/access/endpoints.ts';
import { listColleagues } from '#capabilities/access/record-endpoints.ts';
import { listReceivingTeams } from '#capabilities/cases/endpoints.ts';
import { listServices } from '#capabilities/referrals/endpoints.ts';
import { CodeList } from '#kernel/code-list.ts';
import { namedBy } from '#kernel/directory.ts';
import { Form } from '#kernel/form.ts';
import { TeamId, type WorkerId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import { type PCode, Place, placeTree } from '#kernel/place.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { DeviceStore } from '#platform/device/device-store.ts';
import { facts as readFacts } from '#platform/sync/protocol/endpoints.ts';
import { z } from 'zod';
import { caseWork } from '../../../between-slices/case-work.ts';
import { caseFactsOf, readRules } from '../../../between-slices/pack-rules.ts';
import type { LocalDesk } from './carried-case.ts';
import { carriedCases, type CarryingDevice } from './carried-cases.ts';
import { answerKey, keptOf } from './kept-answers.ts';
import type { Replaying } from './overlay.ts';

export type LocalDevice = CarryingDevice & {
  readonly worker: WorkerId;
  readonly purpose: Purpose;
};

export type DeskParts = {
  /** The language in which the pack is kept here. */
  readonly language: string;
  readonly now: () => Instant;
  /** The name of somebody who wrote something that is carried here. */
  readonly nameOf: (id: WorkerId) => Promise<string | undefined>;
};

/** What answers and decisions on a device are made with. */
export type DeskHere = {
  readonly desk: LocalDesk;
  readonly by: Replaying;
  /** In every language of the pack. Not of what it lies in: a region fits nearly every case. */
  readonly namesOfPlace: (place: PCode) => readonly string[];
};

/** What of the pack decisions need; the words on screen are no matter of theirs. */
const PackShown = z.object({
  forms: z.array(Form),
  lists: z.array(CodeList),
  places: z.array(Place),
});

/** Undefined until the device has been told of its worker and of the pack. */
export async function openLocalDesk(
  device: LocalDevice,
  { language, now, nameOf }: DeskParts,
): Promise<DeskHere | undefined> {
  const { store } = device;
  const [me, facts, rules] = [
    await keptOf(store, readMe, {}),
    await keptOf(store, readFacts, {}),
    await keptOf(store, readRules, {}),
  ];
  const pack = PackShown.safeParse(
    (await store.answer(answerKey('pack.read', { language })))?.value,
  );
  if (!me || !facts || !pack.success || !rules) return undefined;
  const built = caseFactsOf(pack.data, rules);
  if (!built.ok) return undefined;
  const actor = actorOf(device, facts.actor);
  const people = await peopleOf(
    store,
    me.worker.teams.map(({ id }) => id),
  );
  const services = (await keptOf(store, listServices, {}))?.services ?? [];
  const teams = await teamNames(store, me.worker.teams, services);
  const work = caseWork(built.value);
  const isInTeam = (worker: string, team: string) =>
    people.some((one) => one.id === worker && one.team === team);
  const by = { actor, rules: work, isInTeam, reads: me.reads };
  const desk: LocalDesk = {
    actor,
    rules: work,
    kinds: services.map(({ kind }) => kind),
    named: async (ids) => namedBy(await namesOf(people, nameOf, ids)),
    teamName: (team) => teams.get(team) ?? '—',
    isTeamTrained: (team) => facts.actor.trainedTeams.includes(team),
    isInTeam,
    now,
    ...carriedCases(device, by),
  };
  const places = placeTree(pack.data.places);
  const namesOfPlace = (place: PCode) => Object.values(places.get(place)?.names ?? {});
  return { desk, by, namesOfPlace };
}

function actorOf(
  { worker, purpose }: LocalDevice,
  told: {
    readonly abilities: Readonly<Record<string, readonly string[]>>;
    readonly isTrained: boolean;
  },
): Actor {
  const abilities = Object.entries(told.abilities).map(([team, list]) => {
    const known = list.flatMap((one) => Ability.safeParse(one).data ?? []);
    return [TeamId.parse(team), new Set(known)] as const;
  });
  return { worker, purpose, abilities: new Map(abilities), isTrained: told.isTrained };
}

type Person = { readonly id: WorkerId; readonly name: string; readonly team: TeamId };

async function peopleOf(store: DeviceStore, teams: readonly TeamId[]): Promise<readonly Person[]> {
  const lists = await Promise.all(
    teams.map(async (team) => {
      const told = await keptOf(store, listColleagues, { team });
      return (told?.workers ?? []).map(({ id, name }) => ({ id, name, team }));
    }),
  );
  return lists.flat();
}

async function teamNames(
  store: DeviceStore,
  own: readonly { readonly id: TeamId; readonly name: string }[],
  services: readonly { readonly team: { readonly id: TeamId; readonly name: string } | null }[],
): Promise<ReadonlyMap<TeamId, string>> {
  const every = (await keptOf(store, listColleagues, {}))?.teams ?? [];
  const receiving = (await keptOf(store, listReceivingTeams, {}))?.teams ?? [];
  const asked = services.flatMap(({ team }) => team ?? []);
  return new Map([...every, ...receiving, ...asked, ...own].map(({ id, name }) => [id, name]));
}

async function namesOf(
  people: readonly Person[],
  nameOf: DeskParts['nameOf'],
  ids: Iterable<WorkerId>,
): Promise<ReadonlyMap<WorkerId, string>> {
  const names = new Map<WorkerId, string>(people.map(({ id, name }) => [id, name]));
  for (const id of new Set(ids)) {
    if (names.has(id)) continue;
    const kept = await nameOf(id);
    if (kept !== undefined) names.set(id, kept);
  }
  return names;
}
