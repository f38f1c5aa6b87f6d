import type { Filled } from '#kernel/command.ts';
import { answersAs } from '#kernel/form-answers.ts';
import type { Token } from '#platform/journal/append-entries.ts';
import { lookupToken } from '#platform/vault/installation-secrets.ts';
import { registrationContract } from '../domain/form-contracts.ts';
import { nameWords } from '../domain/name-words.ts';
import { NAME_TOKEN } from '../storage/name-look-up.ts';

/** Look-up tokens of the child's name: equal names meet, nothing can be read back. */
export function nameTokens(lookupKey: Buffer) {
  return (type: string, filled: readonly Filled[]): readonly Token[] => {
    if (type !== 'cases.child-registered') return [];
    const words = filled.flatMap(({ answers }) => {
      const { name } = answersAs(answers, registrationContract);
      return name ? nameWords(name) : [];
    });
    return words.map((word) => ({
      kind: NAME_TOKEN,
      token: lookupToken(lookupKey, NAME_TOKEN, word),
    }));
  };
}
