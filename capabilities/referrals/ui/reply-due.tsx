import type { Instant } from '#kernel/instant.ts';
import { useReader } from '#platform/design/reader/reader.tsx';
import { useNow } from '#platform/design/reader/use-now.ts';

/** By when the reply is awaited, or that it is late. */
export function ReplyDue({ at }: { readonly at: Instant }) {
  const { words, instant } = useReader();
  const isLate = Date.parse(at) < useNow();
  return (
    <time dateTime={at} className={isLate ? 'is-late' : ''}>
      {words(isLate ? 'referral.reply-late' : 'referral.reply-by', { at: instant(at) })}
    </time>
  );
}
