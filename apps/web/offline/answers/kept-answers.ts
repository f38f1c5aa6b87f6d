import type { Endpoint, InputOf, OutputOf } from '#kernel/endpoint.ts';
import type { Instant } from '#kernel/instant.ts';
import type { DeviceStore, KeptDraft, StoreChange } from '#platform/device/device-store.ts';

/** Where the answer of an operation is kept. Holds no personal data: keys may stand in clear. */
export function answerKey(operation: string, input: object): string {
  const asked = Object.entries(input).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `answer/${operation}/${JSON.stringify(asked)}`;
}

export function keeping(
  operation: string,
  input: object,
  value: unknown,
  at: Instant,
): StoreChange {
  return { put: 'answer', value: { key: answerKey(operation, input), value, at } };
}

/** What an operation answered when it was last asked, read with its schema; undefined when never. */
export async function keptOf<Declared extends Endpoint>(
  store: Pick<DeviceStore, 'answer'>,
  endpoint: Declared,
  input: InputOf<Declared> & object,
): Promise<OutputOf<Declared> | undefined> {
  const kept = await store.answer(answerKey(endpoint.id, input));
  if (!kept) return undefined;
  const read = endpoint.output.safeParse(kept.value);
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- parsed by this very schema
  return read.success ? (read.data as OutputOf<Declared>) : undefined;
}

/** Sent or given up without a network: what the server still has of it must not come back. */
export function isEnded({ value }: Pick<KeptDraft, 'value'>): boolean {
  return value === null;
}
