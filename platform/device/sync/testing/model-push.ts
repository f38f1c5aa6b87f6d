import type { InputOf } from '#kernel/endpoint.ts';
import type { RecordId } from '#kernel/ids.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import type { push } from '#platform/sync/protocol/endpoints.ts';
import {
  type FirstOutcome,
  ItemBody,
  MOST_ITEMS,
  type Outcome,
  type PushItem,
} from '#platform/sync/protocol/push.ts';
import { aNow, classes, quickSignature, teamId } from './model-ids.ts';
import { classesOf, type KnownDevice, type ServerState, setGrant } from './model-state.ts';

/**
 * Judges each item by itself. The model's operations write `class`; `mind` says what the server is
 * to think of it. Throws where a device does not keep to the protocol.
 */
export function modelPush(
  state: ServerState,
  device: KnownDevice,
  input: InputOf<typeof push>,
  isBusy: (number: number) => boolean,
): { readonly outcomes: readonly Outcome[]; readonly control: readonly object[] } {
  if (input.items.length > MOST_ITEMS) throw new Error('The device sent too many items');
  const putOff = new Set<RecordId>();
  let last = 0;
  const outcomes = input.items.map((item): Outcome => {
    const said = readItem(device, item);
    const { number, entryId, recordId } = said;
    if (number <= last) throw new Error('The device sent items out of order');
    last = number;
    const known = device.items.get(number);
    if (known) {
      if (known.body !== item.body) throw new Error('The device used a number twice');
      return { number, entryId, outcome: 'duplicate', first: known.outcome };
    }
    if (putOff.has(recordId) || isBusy(number)) {
      putOff.add(recordId);
      return { number, entryId, outcome: 'later', reason: { code: 'request.unavailable' } };
    }
    const outcome = judge(state, device, said);
    device.items.set(number, { body: item.body, outcome });
    return outcome;
  });
  return { outcomes, control: device.isRevoked ? [{ number: 1_000_000, kind: 'wipe' }] : [] };
}

function readItem(device: KnownDevice, item: PushItem): ItemBody {
  const said = ItemBody.parse(JSON.parse(item.body));
  if (said.deviceId !== device.deviceId) throw new Error('An item of another device');
  if (item.signature !== quickSignature(device.deviceId, item.body)) throw new Error('Forged');
  return said;
}

function judge(state: ServerState, device: KnownDevice, said: ItemBody): FirstOutcome {
  const { number, entryId, recordId } = said;
  const reason = (code: string) => ({ number, entryId, reason: { code } });
  if (device.isRevoked) {
    state.quarantine.add(entryId);
    return { ...reason('sync.quarantined'), outcome: 'held' };
  }
  const written = { class: SensitivityClass.parse(said.input['class']), mind: said.input['mind'] };
  if (said.operation === 'model.open') {
    if (!state.entries.has(recordId)) setGrant(state, device.worker, recordId, classes);
  } else if (written.mind === 'refuse' || !state.entries.has(recordId)) {
    state.refused.add(entryId);
    return { ...reason('model.refused'), outcome: 'refused' };
  }
  const mayWrite = classesOf(state, device.worker, recordId).includes(written.class);
  if (written.mind === 'hold' || !mayWrite) {
    state.held.add(entryId);
    return { ...reason('model.held'), outcome: 'held' };
  }
  writeEntry(state, device.worker, said, written.class);
  return written.mind === 'conflict'
    ? { number, entryId, outcome: 'conflicting', fields: ['text'], answer: null }
    : { number, entryId, outcome: 'accepted', answer: null };
}

/** Appends an entry of a person to a record. */
export function writeEntry(
  state: ServerState,
  author: KnownDevice['worker'],
  said: Pick<ItemBody, 'entryId' | 'recordId' | 'input'>,
  name: SensitivityClass,
): void {
  const entries = state.entries.get(said.recordId) ?? [];
  state.entries.set(said.recordId, entries);
  if (entries.some(({ id }) => id === said.entryId)) return;
  const entry = {
    id: said.entryId,
    type: 'model.written',
    section: name,
    class: name,
    form: null,
    deviceTime: aNow,
    body: { text: said.input['text'] },
    recordId: said.recordId,
    position: entries.length + 1,
    author,
    purpose: 'child-protection' as const,
    serverTime: aNow,
  };
  entries.push(entry);
  state.journal.push(entry);
}

/** The card of a record as its reader may see it. */
export function cardOf(state: ServerState, device: KnownDevice, recordId: RecordId) {
  const readable = [...(device.scope.get(recordId) ?? [])];
  const position = state.entries.get(recordId)?.length ?? 0;
  const parts = Object.fromEntries(readable.map((name) => [name, { [name]: position }]));
  const base = { code: 'A-1', team: teamId, worker: null, isOpen: true, dueAt: null, clocks: {} };
  return {
    recordId,
    recordType: 'model',
    position,
    readable,
    writable: readable,
    card: { ...base, parts },
  };
}
