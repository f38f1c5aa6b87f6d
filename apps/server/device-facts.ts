import { signInOf } from '#capabilities/access/api/held-back.ts';
import { me } from '#capabilities/access/endpoints.ts';
import { loadActor } from '#capabilities/access/storage/load-actor.ts';
import { loadProfile } from '#capabilities/access/storage/load-profile.ts';
import { trainedTeams } from '#capabilities/access/storage/trained-teams.ts';
import type { TeamId } from '#kernel/ids.ts';
import { authorOf } from '#platform/commands/command-desk.ts';
import type { Database } from '#platform/database/open-database.ts';
import type { Call } from '#platform/http/call.ts';
import type { Route } from '#platform/http/route.ts';
import type { Facts } from '#platform/sync/sync-desk.ts';

type Answer = Facts['answers'][number];

/**
 * What a device has to know of its worker to decide without a network: who they are and may do, their
 * teams and colleagues, who takes children over, and the services. Answers of the operations that a
 * screen would call, as they would be given now; what the worker may not ask is left out.
 */
export function deviceFacts(
  database: Database,
  routes: readonly Route[],
  { enforcesFactors }: { readonly enforcesFactors: boolean },
): (call: Call) => Promise<Facts> {
  return async (call) => {
    const known = await database.transaction(authorOf(call), async (tx) => {
      const { abilities, isTrained } = await loadActor(tx, call);
      const profile = await loadProfile(tx, call.worker, call.now);
      return { abilities, isTrained, profile, trained: await trainedTeams(tx) };
    });
    const signIn = await signInOf({ database, enforcesFactors }, call);
    const asked = [
      ['access.colleagues', {}],
      ...[...known.abilities.keys()].map((team) => ['access.colleagues', { team }] as const),
      ['cases.receiving-teams', {}],
      ['referrals.services', {}],
    ] as const;
    const answers: Answer[] = [
      { operation: me.id, input: {}, answer: me.output.parse({ ...known.profile, signIn }) },
    ];
    for (const [operation, input] of asked) {
      const answer = await askAs(routes, operation, input, call);
      if (answer) answers.push(answer);
    }
    return {
      actor: {
        abilities: abilitiesOf(known.abilities),
        isTrained: known.isTrained,
        trainedTeams: known.trained,
      },
      answers,
    };
  };
}

async function askAs(
  routes: readonly Route[],
  operation: string,
  input: Record<string, unknown>,
  call: Call,
): Promise<Answer | undefined> {
  const found = routes.find(({ endpoint }) => endpoint.id === operation);
  if (!found) throw new Error(`No operation ${operation}`);
  const answered = await found.run(found.endpoint.input.parse(input), call);
  return answered.ok
    ? { operation, input, answer: found.endpoint.output.parse(answered.value) }
    : undefined;
}

function abilitiesOf(byTeam: ReadonlyMap<TeamId, ReadonlySet<string>>): Record<string, string[]> {
  return Object.fromEntries([...byTeam].map(([team, abilities]) => [team, [...abilities]]));
}
