import type { z } from 'zod';
import { accept, refuse, type Result } from '#kernel/result.ts';

/**
 * Asks, and reads the answer with its schema. A transport that throws is a network that failed:
 * whatever it was, nothing is believed and the same is asked again.
 */
export async function askServer<Schema extends z.ZodType>(
  schema: Schema,
  ask: () => Promise<Result<unknown>>,
): Promise<Result<z.infer<Schema>>> {
  const answer = await ask().catch(() => refuse({ code: 'network.unreachable' }));
  if (!answer.ok) return answer;
  const read = schema.safeParse(answer.value);
  return read.success ? accept(read.data) : refuse({ code: 'answer.unreadable' });
}
