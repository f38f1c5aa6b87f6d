import { me as readMe } from '#capabilities/access/endpoints.ts';
import { listColleagues } from '#capabilities/access/record-endpoints.ts';
import { listReceivingTeams } from '#capabilities/cases/endpoints.ts';
import { listServices } from '#capabilities/referrals/endpoints.ts';
import type { Endpoint } from '#kernel/endpoint.ts';
import { type RecordId, TeamId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept } from '#kernel/result.ts';
import { readPack } from '#platform/design/pack/pack.tsx';
import type { OpenDevice } from '#platform/device/field-device.ts';
import { nameKey } from '#platform/device/sync/keep-page.ts';
import { caseAnswers } from './answers/case-answers.ts';
import type { LocalAnswer } from './answers/local-answer.ts';
import { ownAnswers } from './answers/own-answers.ts';
import { partAnswers } from './answers/part-answers.ts';
import { keptLanguage } from './keep-facts.ts';
import { judgeHere } from './answers/judge-here.ts';
import { answerKey } from './answers/kept-answers.ts';
import { type DeskHere, openLocalDesk } from './answers/local-desk.ts';
import type { LocalWork } from './offline-api.ts';

/** Answers that the server gives with the facts, and that are shown as they were. */
const AS_KEPT: readonly Endpoint[] = [readMe, listColleagues, listReceivingTeams, listServices];

/** Puts together what an unlocked device answers; until it has been told of the pack, only what is kept. */
export async function openLocalWork(device: OpenDevice, now: () => Instant): Promise<LocalWork> {
  const kept = [
    ...AS_KEPT.map((endpoint) => asKept(device, endpoint)),
    packAsKept(device),
    ...ownAnswers(device.store, now),
  ];
  const desk = await openLocalDesk(device, {
    language: await keptLanguage(device),
    now,
    nameOf: async (id) => {
      const kept = (await device.store.answer(nameKey(id)))?.value;
      return typeof kept === 'string' ? kept : undefined;
    },
  });
  const all = desk ? [...kept, ...caseAnswers(desk.desk), ...partAnswers(desk.desk)] : kept;
  return {
    answers: new Map(all.map((one) => [one.id, one])),
    findable: desk && { recordOf: recordFrom(desk), namesOfPlace: desk.namesOfPlace },
    judge: async (command) => (desk ? judgeHere(desk, command, now()) : accept('fits')),
    teamName: (team) => {
      const id = TeamId.safeParse(team);
      return id.success && desk ? desk.desk.teamName(id.data) : '—';
    },
  };
}

/** For a search, which opens no case before anybody's eyes. */
function recordFrom({ desk }: DeskHere) {
  return async (recordId: RecordId) => (await desk.peek(recordId))?.record;
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
