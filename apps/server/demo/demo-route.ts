import { accept } from '#kernel/result.ts';
import { type DemoView, readDemo } from '#packs/demo/demo-endpoint.ts';
import { type Route, route } from '#platform/http/route.ts';
import type { Demo } from './seed-demo.ts';
import { DEMO_PASSWORD, demoWorker } from './seed-people.ts';

/** Tells who the invented people are; of an installation that has none, only that. */
export function demoRoute(demo: Demo | undefined): Route {
  return route(readDemo, async () => accept({ demo: demo ? viewOf(demo) : null }));
}

function viewOf({ people, children }: Demo): DemoView {
  const teams = new Map(people.teams.map((team) => [team.id, team.names]));
  return {
    password: DEMO_PASSWORD,
    workers: people.workers.map(({ signIn, name, language, roles }) => ({
      id: demoWorker(signIn),
      signIn,
      name,
      language,
      roles: roles.map(({ role }) => role),
      team: teams.get(roles[0]?.team ?? '') ?? {},
    })),
    children: children.progress(),
  };
}
