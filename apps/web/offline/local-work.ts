import { Ability, type Actor } from '#capabilities/access/contract.ts';
import { me as readMe } from '#capabilities/access/endpoints.ts';
import { listColleagues } from '#capabilities/access/record-endpoints.ts';
import { listReceivingTeams, listReceipts } from '#capabilities/cases/endpoints.ts';
import { listServices } from '#capabilities/referrals/endpoints.ts';
import { namedBy } from '#kernel/directory.ts';
import type { Endpoint } from '#kernel/endpoint.ts';
import { idsAfter } from '#kernel/ids-after.ts';
import { TeamId, type WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { accept, type Result } from '#kernel/result.ts';
import { readPack } from '#platform/design/pack/pack.tsx';
import type { GivenCommand, OpenDevice } from '#platform/device/field-device.ts';
import { nameKey } from '#platform/device/sync/keep-page.ts';
import { facts as readFacts } from '#platform/sync/protocol/endpoints.ts';
import { caseWork } from '../../between-slices/case-work.ts';
import { caseFactsOf, readRules } from '../../between-slices/pack-rules.ts';
import type { LocalDesk } from './answers/carried-case.ts';
import { caseAnswers } from './answers/case-answers.ts';
import type { LocalAnswer } from './answers/local-answer.ts';
import { LOCAL_COMMANDS } from './answers/local-commands.ts';
import type { Replaying } from './answers/overlay.ts';
import { partAnswers } from './answers/part-answers.ts';
import { carriedCases } from './carried-cases.ts';
import { keptLanguage } from './keep-facts.ts';
import { answerKey, keptOf } from './kept-answers.ts';
import type { LocalWork } from './offline-api.ts';

/** Answers that the server gives with the facts, and that are shown as they were. */
const AS_KEPT: readonly Endpoint[] = [
  readMe,
  listColleagues,
  listReceivingTeams,
  listReceipts,
  listServices,
];

/** Puts together what an unlocked device answers; until it has been told of the pack, only what is kept. */
export async function openLocalWork(device: OpenDevice, now: () => Instant): Promise<LocalWork> {
  const kept = [...AS_KEPT.map((endpoint) => asKept(device, endpoint)), packAsKept(device)];
  const desk = await deskOf(device, now);
  const all = desk ? [...kept, ...caseAnswers(desk.desk), ...partAnswers(desk.desk)] : kept;
  return {
    answers: new Map(all.map((one) => [one.id, one])),
    judge: async (command) => (desk ? judgeHere(desk, command, now()) : accept('fits')),
    teamName: (team) => {
      const id = TeamId.safeParse(team);
      return id.success && desk ? desk.desk.teamName(id.data) : '—';
    },
  };
}

function asKept({ store }: OpenDevice, { id }: Endpoint): LocalAnswer {
  return {
    id,
    answer: async (input) => {
      const asked = typeof input === 'object' && input !== null ? input : {};
      const kept = await store.answer(answerKey(id, asked));
      return kept ? accept(kept.value) : { ok: false, refusal: { code: 'network.unreachable' } };
    },
  };
}

/** A language that was never fetched here is shown in the last one that was. */
function packAsKept(device: OpenDevice): LocalAnswer {
  const { id } = readPack;
  return {
    id,
    answer: async (input) => {
      const own = await asKept(device, readPack).answer(input);
      if (own.ok) return own;
      return asKept(device, readPack).answer({ language: await keptLanguage(device) });
    },
  };
}

type DeskHere = {
  readonly desk: LocalDesk;
  readonly by: Replaying;
  readonly cases: ReturnType<typeof carriedCases>;
};

async function deskOf(device: OpenDevice, now: () => Instant): Promise<DeskHere | undefined> {
  const { store } = device;
  const language = await keptLanguage(device);
  const [me, facts, pack, rules] = await Promise.all([
    keptOf(store, readMe, {}),
    keptOf(store, readFacts, {}),
    keptOf(store, readPack, { language }),
    keptOf(store, readRules, {}),
  ]);
  if (!me || !facts || !pack || !rules) return undefined;
  const built = caseFactsOf(pack, rules);
  if (!built.ok) return undefined;
  const actor = actorOf(device, facts.actor);
  const teams = me.worker.teams.map(({ id }) => id);
  const people = await peopleOf(device, teams);
  const services = (await keptOf(store, listServices, {}))?.services ?? [];
  const names = await teamNames(device, me.worker.teams, services);
  const work = caseWork(built.value);
  const isInTeam = (worker: string, team: string) =>
    people.some((one) => one.id === worker && one.team === team);
  const by = { actor, rules: work, isInTeam, reads: me.reads };
  const cases = carriedCases(device, by);
  const desk: LocalDesk = {
    actor,
    rules: work,
    kinds: services.map(({ kind }) => kind),
    named: async (ids) => namedBy(await namesOf(device, people, ids)),
    teamName: (team) => names.get(team) ?? '—',
    isTeamTrained: (team) => facts.actor.trainedTeams.includes(team),
    isInTeam,
    now,
    ...cases,
  };
  return { desk, by, cases };
}

function actorOf(
  { worker, purpose }: OpenDevice,
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

async function peopleOf(
  { store }: OpenDevice,
  teams: readonly TeamId[],
): Promise<readonly Person[]> {
  const lists = await Promise.all(
    teams.map(async (team) => {
      const told = await keptOf(store, listColleagues, { team });
      return (told?.workers ?? []).map(({ id, name }) => ({ id, name, team }));
    }),
  );
  return lists.flat();
}

async function teamNames(
  { store }: OpenDevice,
  own: readonly { readonly id: TeamId; readonly name: string }[],
  services: readonly { readonly team: { readonly id: TeamId; readonly name: string } | null }[],
): Promise<ReadonlyMap<TeamId, string>> {
  const every = (await keptOf(store, listColleagues, {}))?.teams ?? [];
  const receiving = (await keptOf(store, listReceivingTeams, {}))?.teams ?? [];
  const asked = services.flatMap(({ team }) => team ?? []);
  return new Map([...every, ...receiving, ...asked, ...own].map(({ id, name }) => [id, name]));
}

async function namesOf(
  { store }: OpenDevice,
  people: readonly Person[],
  ids: Iterable<WorkerId>,
): Promise<ReadonlyMap<WorkerId, string>> {
  const names = new Map<WorkerId, string>(people.map(({ id, name }) => [id, name]));
  for (const id of new Set(ids)) {
    if (names.has(id)) continue;
    const kept = (await store.answer(nameKey(id)))?.value;
    if (typeof kept === 'string') names.set(id, kept);
  }
  return names;
}

/** What only a newer form or another's newer word would refuse is left to the server. */
async function judgeHere(
  { desk, by, cases }: DeskHere,
  { entryId, recordId, operation, input }: GivenCommand,
  now: Instant,
): Promise<Result<'fits' | 'elsewhere'>> {
  const carried = await cases.peek(recordId);
  const deviceTime = Instant.safeParse(input['deviceTime']);
  const made = {
    entryId,
    deviceTime: deviceTime.success ? deviceTime.data : now,
    now,
    by: desk.actor.worker,
  };
  const judged = LOCAL_COMMANDS.get(operation)?.judge(input, {
    ...by,
    record: carried?.record,
    history: carried?.entries ?? [],
    made,
    mintId: idsAfter(entryId),
    whenOutdated: 'tell',
  });
  if (!judged) return accept(carried ? 'fits' : 'elsewhere');
  const isAhead = !judged.ok && isSeenElsewhere(judged.refusal, input);
  return judged.ok || isAhead ? accept('fits') : judged;
}

/** The screen showed a newer version of the section, or of the form, than this device holds. */
function isSeenElsewhere(
  refusal: { readonly code: string; readonly current?: unknown },
  { basedOn }: GivenCommand['input'],
): boolean {
  if (refusal.code === 'form.version.unknown') return true;
  if (refusal.code !== 'section.moved-on') return false;
  return typeof basedOn === 'number' && typeof refusal.current === 'number'
    ? basedOn > refusal.current
    : false;
}
