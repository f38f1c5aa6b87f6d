import { readRules } from '../../between-slices/pack-rules.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Api } from '#platform/design/calling/api.tsx';
import { readPack } from '#platform/design/pack/pack.tsx';
import type { StoreChange } from '#platform/device/device-store.ts';
import type { OpenDevice } from '#platform/device/field-device.ts';
import { facts as readFacts } from '#platform/sync/protocol/endpoints.ts';
import { keeping, keptOf } from './answers/kept-answers.ts';

/** Where the language is kept that screens were last shown in here. */
const LANGUAGE = 'pack.language';

export async function keptLanguage({ store }: Pick<OpenDevice, 'store'>): Promise<string> {
  const kept = (await store.answer(LANGUAGE))?.value;
  return typeof kept === 'string' ? kept : 'en';
}

/**
 * What the device must know to work without a network: of its worker, and of the pack. Fetched when
 * the pages of sync tell that it has changed, and when something of it is missing. True when
 * something new is here.
 */
export async function keepFacts(
  device: Pick<OpenDevice, 'store' | 'purpose'>,
  direct: Api,
  { language, now }: { readonly language: string; readonly now: () => Instant },
): Promise<boolean> {
  if (!(await isStale(device, language))) return false;
  const [worker, pack] = await Promise.all([
    workerFacts(device, direct, now),
    packFacts(direct, language, now),
  ]);
  const changes = [...worker, ...pack];
  if (changes.length > 0) await device.store.commit(changes);
  return changes.length > 0;
}

async function isStale({ store }: Pick<OpenDevice, 'store'>, language: string): Promise<boolean> {
  const [meta, known] = [await store.meta(), await keptOf(store, readFacts, {})];
  if (!known || (meta.facts !== null && known.stamp !== meta.facts)) return true;
  const pack = await keptOf(store, readPack, { language });
  const rules = await keptOf(store, readRules, {});
  return !pack || !rules || pack.stamp !== rules.stamp;
}

async function workerFacts(
  { purpose }: Pick<OpenDevice, 'purpose'>,
  direct: Api,
  now: () => Instant,
): Promise<readonly StoreChange[]> {
  const told = await direct.call(readFacts, {}, { purpose });
  if (!told.ok) return [];
  const answers = told.value.answers.map(({ operation, input, answer }) =>
    keeping(operation, input, answer, now()),
  );
  return [keeping(readFacts.id, {}, { ...told.value, answers: [] }, now()), ...answers];
}

/** Forms and rules that do not belong together would judge by what nobody has written. */
async function packFacts(
  direct: Api,
  language: string,
  now: () => Instant,
): Promise<readonly StoreChange[]> {
  const shown = await direct.call(readPack, { language });
  const decides = await direct.call(readRules, {});
  if (!shown.ok || !decides.ok || shown.value.stamp !== decides.value.stamp) return [];
  return [
    keeping(readPack.id, { language }, shown.value, now()),
    keeping(readRules.id, {}, decides.value, now()),
    { put: 'answer', value: { key: LANGUAGE, value: language, at: now() } },
  ];
}
