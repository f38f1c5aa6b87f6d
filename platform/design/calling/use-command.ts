import { useRef } from 'react';
import { uuidv7 } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';

/** A new id, made where the thing is made. */
export function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

/** What every command brings besides its content. */
export type CommandMark = { readonly entryId: string; readonly deviceTime: string };

/**
 * Marks what a person sends: the same content keeps its id and its moment, so that a double tap or a
 * second try changes once. Content that was changed since gets new ones; the server would otherwise
 * answer for what had arrived before, and the change would be lost without a word.
 */
export function useCommand(): (content: unknown) => CommandMark {
  const last = useRef<{ said: string; mark: CommandMark } | undefined>(undefined);
  return (content) => {
    const said = JSON.stringify(content);
    if (last.current?.said !== said) {
      last.current = { said, mark: { entryId: newId(), deviceTime: instantAt(Date.now()) } };
    }
    return last.current.mark;
  };
}
