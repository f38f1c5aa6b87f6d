import { z } from 'zod';
import type { Answers } from '#kernel/form-answers.ts';
import { instantAt } from '#kernel/instant.ts';
import { type CommandMark, newId } from '../calling/use-command.ts';
import type { Draft } from './typed-answer.ts';

/** Stands in a draft beside the fields of the form, whose ids begin with a letter. */
export type NoteName = `#${string}`;

export function noteIn(draft: Draft | undefined, name: NoteName): string | undefined {
  const noted = draft?.[name];
  return noted?.kind === 'text' ? noted.text : undefined;
}

export function withNotes(draft: Draft, notes: Readonly<Record<NoteName, string>> = {}): Draft {
  const noted = Object.entries(notes).map(
    ([name, text]) => [name, { kind: 'text', text }] as const,
  );
  return { ...Object.fromEntries(noted), ...draft };
}

const MARK = '#sent';
const Sent = z.object({
  said: z.string(),
  mark: z.object({ entryId: z.string(), deviceTime: z.string() }),
});

/** The mark of these answers: that of the last try when it said the same, or a new one to be noted. */
export function markFor(
  draft: Draft,
  answers: Answers,
): { readonly mark: CommandMark; readonly noted: readonly [NoteName, string] } {
  const said = JSON.stringify(answers);
  const last = readSent(noteIn(draft, MARK));
  const mark =
    last?.said === said ? last.mark : { entryId: newId(), deviceTime: instantAt(Date.now()) };
  return { mark, noted: [MARK, JSON.stringify({ said, mark })] };
}

function readSent(text: string | undefined) {
  return text === undefined ? undefined : Sent.safeParse(JSON.parse(text)).data;
}
