import { sql } from 'kysely';
import { z } from 'zod';
import { WorkerId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import { authorOf } from '../commands/command-desk.ts';
import type { Handler } from '../http/route.ts';
import { writeAuditLine } from '../journal/audit-line.ts';
import type { whoCouldKnow } from './protocol/endpoints.ts';
import { DeviceId } from './protocol/push.ts';
import type { SyncDesk } from './sync-desk.ts';

const Moment = z.coerce.number().transform(instantAt);
const Row = z.object({
  deviceId: DeviceId,
  label: z.string(),
  worker: WorkerId,
  class: SensitivityClass,
  upTo: z.number(),
  sentAt: Moment,
  confirmedAt: Moment.nullable(),
  takenBackAt: Moment.nullable(),
  destroyedAt: Moment.nullable(),
});

/** Who could know what of a record, on which device, and since when: for those who read its access log. */
export function whoCouldKnowHandler(desk: SyncDesk): Handler<typeof whoCouldKnow> {
  return ({ recordId }, call) => {
    if (call.purpose !== 'supervision' && call.purpose !== 'quality-audit')
      return Promise.resolve(refuse({ code: 'sync.log.purpose' }));
    return desk.database.attempt(authorOf(call), async (tx) => {
      const { rows: may } = await sql<{ may: boolean | null }>`
        select sync_reads_log(${recordId}) as may`.execute(tx);
      if (!may[0]?.may) return refuse({ code: 'sync.record.unknown' });
      const { rows } = await sql`
        select v.device_id as "deviceId", d.label, d.worker_id as worker, v.class, max(v.up_to) as "upTo",
          epoch_ms(min(v.at)) as "sentAt", epoch_ms(min(v.confirmed_at))::float8 as "confirmedAt",
          epoch_ms(max(c.at))::float8 as "takenBackAt", epoch_ms(max(coalesce(c.seen_at, case when c.kind = 'wipe' then d.wiped_at end)))::float8 as "destroyedAt"
        from delivery v join field_device d using (device_id)
        left join lateral (
          select o.at, o.seen_at, o.kind from sync_control o
          where o.device_id = v.device_id and o.at >= v.at
            and (o.kind = 'wipe' or (o.kind = 'revoke' and o.record_id = v.record_id and v.class::text = any (o.classes)))
          order by o.number desc limit 1) c on true
        where v.record_id = ${recordId}
        group by v.device_id, d.label, d.worker_id, v.class order by min(v.at), v.device_id, v.class`.execute(
        tx,
      );
      const carried = z.array(Row).parse(rows);
      await writeAuditLine(tx, {
        author: authorOf(call),
        action: 'sync.devices-of-record-read',
        recordId,
      });
      const names = await desk.namesOf(tx, new Set(carried.map((one) => one.worker)));
      return accept({
        carried: carried.map((one) => ({
          ...one,
          worker: { id: one.worker, name: names.get(one.worker) ?? '—' },
        })),
      });
    });
  };
}
