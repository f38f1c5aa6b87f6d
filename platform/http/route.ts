import type { Endpoint, InputOf, OutputOf, RefusalOf } from '#kernel/endpoint.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { Call, PublicCall } from './call.ts';

/**
 * The work behind an endpoint. A refusal whose code the endpoint does not declare does not compile,
 * nor does an output of another shape.
 */
export type Handler<Declared extends Endpoint> = (
  input: InputOf<Declared>,
  call: Declared['access'] extends 'public' | 'device' ? PublicCall : Call,
) => Promise<Result<OutputOf<Declared>, RefusalOf<Declared>>>;

export type RefusalWithDetail = Refusal & { readonly [detail: string]: unknown };

/** An endpoint with its handler, its types forgotten so that routes of all slices make one list. */
export type Route = {
  readonly endpoint: Endpoint;
  readonly run: (
    input: unknown,
    call: PublicCall | Call,
  ) => Promise<Result<unknown, RefusalWithDetail>>;
};

export function route<const Declared extends Endpoint>(
  endpoint: Declared,
  handler: Handler<Declared>,
): Route {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- mount parses the input by this endpoint's schema and signs in before a signed-in handler
  return { endpoint, run: handler as Route['run'] };
}
