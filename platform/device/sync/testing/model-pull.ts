import type { InputOf } from '#kernel/endpoint.ts';
import type { RecordId } from '#kernel/ids.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { pull } from '#platform/sync/protocol/endpoints.ts';
import type { CarriedEntry, PulledPage } from '#platform/sync/protocol/pull.ts';
import { aNow, epochId } from './model-ids.ts';
import { cardOf } from './model-push.ts';
import { type KnownDevice, moveScope, type ServerState } from './model-state.ts';

/** So few entries fit on a page that even short runs have many pages. */
const PAGE = 3;

/** A page of the journal or of older entries, orders first. */
export function modelPull(
  state: ServerState,
  device: KnownDevice,
  input: InputOf<typeof pull>,
): Result<PulledPage> {
  const epoch = epochId(state.epoch);
  if (input.epoch !== null && input.epoch !== epoch) {
    return refuse({ code: 'sync.epoch.changed', epoch });
  }
  if (device.isRevoked) {
    if (input.controlSeen >= 1_000_000) return refuse({ code: 'sync.device.revoked' });
    const control = [{ number: 1_000_000, kind: 'wipe' } as const];
    return accept({ ...frame(state, device, input), control });
  }
  moveScope(state, device);
  const control = device.control.filter(({ number }) => number > input.controlSeen);
  const page = { ...frame(state, device, input), control };
  return accept(
    input.backfill.length > 0
      ? older(state, device, input, page)
      : live(state, device, input, page),
  );
}

function frame(state: ServerState, device: KnownDevice, input: InputOf<typeof pull>): PulledPage {
  device.pages += 1;
  return {
    epoch: epochId(state.epoch),
    page: device.pages,
    control: [],
    records: [],
    entries: [],
    names: {},
    cursor: input.cursor ?? `${state.journal.length}.0`,
    more: false,
    backfilled: [],
    facts: 'facts',
    at: aNow,
  };
}

function live(
  state: ServerState,
  device: KnownDevice,
  input: InputOf<typeof pull>,
  page: PulledPage,
): PulledPage {
  const from = input.cursor === null ? state.journal.length : Number(input.cursor.split('.')[0]);
  const range = state.journal.slice(from, from + PAGE);
  const touched = new Set(range.map(({ recordId }) => recordId));
  // What was opened or closed is told with its card, even where nothing was written.
  for (const order of page.control) if (order.kind !== 'wipe') touched.add(order.recordId);
  return {
    ...page,
    records: cards(state, device, touched),
    entries: visible(device, range),
    cursor: `${from + range.length}.0`,
    more: from + range.length < state.journal.length,
  };
}

function older(
  state: ServerState,
  device: KnownDevice,
  input: InputOf<typeof pull>,
  page: PulledPage,
): PulledPage {
  const entries: CarriedEntry[] = [];
  const backfilled: PulledPage['backfilled'] = [];
  let more = false;
  for (const { recordId, after } of input.backfill) {
    // A record that is not for this device is passed over, as if there were none.
    const all = device.scope.has(recordId) ? (state.entries.get(recordId) ?? []) : undefined;
    if (!all) continue;
    const room = PAGE - entries.length;
    if (room <= 0) {
      more = true;
      break;
    }
    const next = all.filter(({ position }) => position > after).slice(0, room);
    const upTo = next.at(-1)?.position ?? after;
    entries.push(...visible(device, next));
    const isWhole = upTo >= all.length;
    more ||= !isWhole;
    backfilled.push({ recordId, upTo, isWhole });
  }
  const touched = new Set(backfilled.map(({ recordId }) => recordId));
  return { ...page, records: cards(state, device, touched), entries, backfilled, more };
}

function visible(device: KnownDevice, entries: readonly CarriedEntry[]): CarriedEntry[] {
  return entries.filter((entry) => device.scope.get(entry.recordId)?.includes(entry.class));
}

function cards(state: ServerState, device: KnownDevice, recordIds: ReadonlySet<RecordId>) {
  return [...recordIds]
    .filter((recordId) => device.scope.has(recordId))
    .map((recordId) => cardOf(state, device, recordId));
}
