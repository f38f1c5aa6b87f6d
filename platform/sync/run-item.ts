import { z } from 'zod';
import { idsAfter } from '#kernel/ids-after.ts';
import type { Call } from '../http/call.ts';
import { isDatabaseUnreachable, isDeniedByDatabase, noteOfFault } from '../http/fault.ts';
import { CommonRefused, problemOf } from '../http/problem.ts';
import { inputReader } from '../http/read-input.ts';
import type { RefusalWithDetail, Route } from '../http/route.ts';
import type { ItemBody, Outcome, Reason } from './protocol/push.ts';
import type { SyncDesk } from './sync-desk.ts';

type Desk = Pick<SyncDesk, 'travelling' | 'sentences' | 'log'>;
export type Item = Pick<
  ItemBody,
  'number' | 'entryId' | 'recordId' | 'operation' | 'input' | 'purpose'
>;

/** What the answer of an operation says about what became of it. */
const Answer = z.looseObject({
  held: z.string().nullish(),
  conflicts: z.array(z.union([z.string(), z.looseObject({ field: z.string() })])).nullish(),
});

/**
 * Runs an item as the operation that it is: the handler that a screen calls, with the worker of the
 * device as the caller. `whenRefused` says what the operation shall do with what no longer fits.
 */
export async function runItem(
  desk: Desk,
  item: Item,
  call: Call,
  whenRefused: 'hold' | 'tell',
): Promise<Outcome> {
  const { number, entryId } = item;
  const route = desk.travelling.get(item.operation);
  const refused = (refusal: RefusalWithDetail, status = 422): Outcome => ({
    number,
    entryId,
    outcome: 'refused',
    reason: reasonOf(desk, refusal, status),
  });
  if (!route) return refused({ code: 'sync.item.operation-unknown' });
  if (!isItself(item, call)) return refused({ code: 'sync.item.mismatch' });
  try {
    const input = readerOf(route)(item.input, whenRefused);
    // The device has shown already what is written beside the entry, under these ids.
    const result = await route.run(input, { ...call, mintId: idsAfter(entryId) });
    if (!result.ok)
      return refused(result.refusal, route.endpoint.refusals[result.refusal.code] ?? 422);
    return answered(desk, item, route.endpoint.output.parse(result.value));
  } catch (thrown) {
    if (thrown instanceof CommonRefused)
      return refused({ ...thrown.details, code: thrown.code }, thrown.status);
    desk.log.error({ operation: item.operation, fault: noteOfFault(thrown) }, 'fault of an item');
    if (isDeniedByDatabase(thrown)) return refused({ code: 'access.denied' }, 403);
    const code = isDatabaseUnreachable(thrown) ? 'request.unavailable' : 'fault';
    return { number, entryId, outcome: 'later', reason: reasonOf(desk, { code }, 503) };
  }
}

/** What stands outside the input, for order and rights, is what stands inside. */
function isItself({ entryId, recordId, input, purpose }: Item, call: Call): boolean {
  return input['entryId'] === entryId && input['recordId'] === recordId && purpose === call.purpose;
}

function answered(desk: Desk, { number, entryId }: Item, answer: unknown): Outcome {
  const said = Answer.safeParse(answer).data;
  if (said?.held != null) {
    const reason = reasonOf(desk, { code: said.held }, 409);
    return { number, entryId, outcome: 'held', reason };
  }
  const fields = (said?.conflicts ?? []).map((one) => (typeof one === 'string' ? one : one.field));
  return fields.length === 0
    ? { number, entryId, outcome: 'accepted', answer }
    : { number, entryId, outcome: 'conflicting', fields: [...new Set(fields)], answer };
}

/** A refusal as over HTTP; the bare code where it has no sentence. */
export function reasonOf(
  { sentences }: Pick<SyncDesk, 'sentences'>,
  refusal: RefusalWithDetail,
  status: number,
): Reason {
  return sentences[refusal.code] ? problemOf(refusal, status, sentences) : refusal;
}

type Reader = (input: Item['input'], whenRefused: 'hold' | 'tell') => unknown;
const Properties = z.object({ properties: z.record(z.string(), z.unknown()).optional() });
const readers = new WeakMap<Route, Reader>();

/** Reads an input as the HTTP layer would, path parameters and body in one. */
function readerOf(route: Route): Reader {
  const known = readers.get(route);
  if (known) return known;
  const read = inputReader(route.endpoint);
  const schema = z.toJSONSchema(route.endpoint.input, { io: 'input', unrepresentable: 'any' });
  const mayHold = 'whenRefused' in (Properties.parse(schema).properties ?? {});
  const reader: Reader = (input, whenRefused) =>
    read({ params: {}, query: {}, body: mayHold ? { ...input, whenRefused } : input });
  readers.set(route, reader);
  return reader;
}
