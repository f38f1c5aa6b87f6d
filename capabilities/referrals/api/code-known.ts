import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormShelf } from '#kernel/fill-form.ts';

export type UnknownCode = { readonly code: 'referrals.code.unknown'; readonly list: string };

/** Whether a list of the pack offers this code today. */
export function isCode(
  { reference }: Pick<FormShelf, 'reference'>,
  list: string,
  code: string,
): Result<true, UnknownCode> {
  const offered = reference.lists.get(list)?.codes ?? [];
  return offered.some((one) => one.code === code && one.retired !== true)
    ? accept(true)
    : refuse({ code: 'referrals.code.unknown', list });
}
