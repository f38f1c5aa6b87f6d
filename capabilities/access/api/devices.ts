import { accept, refuse } from '#kernel/result.ts';
import type { WorkerId } from '#kernel/ids.ts';
import type { Call } from '#platform/http/call.ts';
import { type Route, route } from '#platform/http/route.ts';
import { endDeviceOf, endDevicesOf, listDevicesOf, listOverseen } from '../device-endpoints.ts';
import { permit } from '../domain/policy.ts';
import { SessionId } from '../endpoints.ts';
import { loadActor } from '../storage/load-actor.ts';
import { workersOfTeams, type WorkerOfTeams } from '../storage/overseen-workers.ts';
import { audit, type SignInDesk } from './sign-in-desk.ts';

/** AC-16: the devices of others, for whoever answers for them. */
export function deviceRoutes(desk: SignInDesk): readonly Route[] {
  const { auth, database } = desk;
  return [
    route(listOverseen, async (_input, call) => {
      // Whoever answers for nobody gets an empty list: there is nothing to be refused.
      const workers = await overseen(desk, call);
      return accept({
        workers: workers.map((worker) => ({ ...shown(worker), signedIn: worker.signedIn })),
      });
    }),
    route(listDevicesOf, async ({ workerId }, call) => {
      const [worker] = await overseen(desk, call, workerId);
      if (worker === undefined) return refuse({ code: 'access.overseen.unknown' });
      await auditAbout(desk, call, 'access.devices-read', workerId);
      const sessions = await auth.sessionsOf(workerId);
      return accept({
        worker: shown(worker),
        sessions: sessions.map((one) => ({ ...one, id: SessionId.parse(one.id) })),
      });
    }),
    route(endDeviceOf, async ({ workerId, sessionId }, call) => {
      const [worker] = await overseen(desk, call, workerId);
      if (worker === undefined) return refuse({ code: 'access.overseen.unknown' });
      if (!(await auth.revokeSession(workerId, sessionId)))
        return refuse({ code: 'access.session.unknown' });
      await auditAbout({ database }, call, 'access.device-ended', workerId);
      return accept({});
    }),
    route(endDevicesOf, async ({ workerId }, call) => {
      const [worker] = await overseen(desk, call, workerId);
      if (worker === undefined) return refuse({ code: 'access.overseen.unknown' });
      await auditAbout(desk, call, 'access.devices-ended', workerId);
      return accept({ ended: await auth.revokeOthers(workerId) });
    }),
  ];
}

/** The workers whose devices the caller may see; AC-10: who is not among them is not there. */
async function overseen(
  { database }: Pick<SignInDesk, 'database'>,
  { worker, purpose }: Call,
  only?: WorkerId,
): Promise<readonly WorkerOfTeams[]> {
  return database.transaction({ worker, purpose }, async (tx) => {
    const actor = await loadActor(tx, { worker, purpose });
    const all = await workersOfTeams(tx, only);
    return all.filter(({ id, teams }) => {
      const of = { worker: id, teams: teams.map((team) => team.id) };
      return permit(actor, { action: 'oversee-devices', ...of }).ok;
    });
  });
}

function shown({ id, name, teams }: WorkerOfTeams) {
  return { id, name, teams: teams.map((team) => team.name) };
}

async function auditAbout(
  { database }: Pick<SignInDesk, 'database'>,
  { worker, purpose }: Call,
  action: 'access.devices-read' | 'access.device-ended' | 'access.devices-ended',
  about: WorkerId,
): Promise<void> {
  await audit(database, { action, worker, purpose, detail: { about } });
}
