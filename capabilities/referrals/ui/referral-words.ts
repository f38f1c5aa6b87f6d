import { codeLabelKey } from '#kernel/form-messages.ts';
import type { Reader } from '#platform/design/reader/reader.tsx';

/** The word of a code of a list, or the code itself where no pack says it any more. */
export function codeWords(reader: Pick<Reader, 'wordsIfAny'>, list: string, code: string): string {
  return reader.wordsIfAny(codeLabelKey(list, code)) ?? code;
}

export function listWords(reader: Reader, list: string, codes: readonly string[]): string {
  return reader.list(codes.map((code) => codeWords(reader, list, code)));
}

/** What a pack says in several languages, in the reader's or another one that it has. */
export function saidIn(said: Readonly<Record<string, string>>, { language }: Reader): string {
  return said[language.tag] ?? said['en'] ?? Object.values(said)[0] ?? '';
}

/** A code of a case inside plain text; it runs left to right in every language. */
export function codeText(code: string): string {
  return `\u2066${code}\u2069`;
}
