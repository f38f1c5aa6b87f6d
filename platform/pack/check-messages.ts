import { listMessageKeysOf, messageKeysOf } from '#kernel/form-messages.ts';
import type { Merged } from './merge-layers.ts';
import { faultAt, type PackFault } from './pack-fault.ts';

/** Every form, code and clock must be sayable in every language that the pack declares. */
export function checkMessages(
  merged: Merged,
  languages: readonly string[],
  pack: string,
  faults: PackFault[],
): void {
  const needed = [
    ...[...merged.forms.values()].flatMap((form) => messageKeysOf(form.value)),
    ...[...merged.lists.values()].flatMap((list) => listMessageKeysOf(list.value)),
    ...[...merged.clocks.keys()].map((clock) => `clock.${clock}`),
  ];
  for (const language of languages) {
    const texts = merged.messages.get(language) ?? {};
    const source = { pack, file: `messages/${language}.json`, lineOf: () => undefined };
    for (const key of needed) {
      if (Object.hasOwn(texts, key)) continue;
      faults.push(faultAt(source, [key], 'pack.message.missing', `No text in ${language}.`));
    }
  }
}
