import type { Endpoint, InputOf, OutputOf } from '#kernel/endpoint.ts';
import { refuse, type Result } from '#kernel/result.ts';

/** An operation as this device answers it by itself, from what it carries. */
export type LocalAnswer = {
  readonly id: string;
  readonly answer: (input: unknown) => Promise<Result<unknown>>;
  /** What the server answered, with what waits on this device and the server cannot know of. */
  readonly besides?: (there: unknown) => Promise<unknown>;
};

/** Ties an answer to the declaration of its operation: input and output are the very same as over HTTP. */
export function answeredHere<Declared extends Endpoint>(
  endpoint: Declared,
  answer: (input: InputOf<Declared>) => Promise<Result<OutputOf<Declared>>>,
): LocalAnswer {
  return {
    id: endpoint.id,
    answer: async (input) => {
      const parsed = endpoint.input.safeParse(input);
      if (!parsed.success) return refuse({ code: 'request.invalid' });
      // eslint-disable-next-line typescript/no-unsafe-type-assertion -- parsed by this very schema
      return answer(parsed.data as InputOf<Declared>);
    },
  };
}
