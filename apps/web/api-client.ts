import { z } from 'zod';
import { type Endpoint, type OutputOf, pathParameters } from '#kernel/endpoint.ts';
import { accept, type Refusal, refuse, type Result } from '#kernel/result.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { Api, CallInput, CallOptions } from '#platform/design/calling/api.tsx';

type ApiOptions = {
  readonly fetch: typeof fetch;
  /** Why the worker is at work now; it goes into the access log of what is read. */
  readonly purpose: () => Purpose;
  /** Which session a call goes out in; another one may have begun by the time of its answer. */
  readonly session?: () => number;
  /**
   * The session that the call went out in has ended, or there never was one. True when the same
   * person has signed in since: the call is then made again, so that nothing that was sent is lost.
   */
  readonly onSignedOut: (session: number) => Promise<boolean>;
};

const Problem = z.looseObject({ code: z.string() });

/** The app's way to its server. Knows the declarations of operations and nothing of what they mean. */
export function createApi(options: ApiOptions): Api {
  return {
    call: async <Declared extends Endpoint>(
      endpoint: Declared,
      input: CallInput<Declared>,
      how: CallOptions = {},
    ): Promise<Result<OutputOf<Declared>>> => {
      for (;;) {
        const session = options.session?.() ?? 0;
        const answer = await send(endpoint, input, options, how);
        if (!answer.ok) return answer;
        const { response, body } = answer.value;
        if (response.ok) {
          const parsed = z.safeParse<Declared['output']>(endpoint.output, body);
          return parsed.success ? accept(parsed.data) : refuse({ code: 'answer.unreadable' });
        }
        const refusal = refusalIn(body);
        const isBack = refusal.code === 'sign-in.required' && (await options.onSignedOut(session));
        if (!isBack) return refuse(refusal);
      }
    },
  };
}

type Sent = { readonly response: Response; readonly body: unknown };

async function send(
  endpoint: Endpoint,
  input: unknown,
  options: ApiOptions,
  how: CallOptions,
): Promise<Result<Sent>> {
  const request = requestOf(endpoint, input);
  try {
    const response = await options.fetch(request.address, {
      method: endpoint.method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json, application/problem+json',
        'x-amparo-request': '1',
        'x-amparo-purpose': how.purpose ?? options.purpose(),
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(request.body === undefined ? {} : { body: request.body }),
      ...(how.outlivesPage === true && fitsKeepalive(request.body) ? { keepalive: true } : {}),
      ...(how.waitAtMost === undefined ? {} : { signal: AbortSignal.timeout(how.waitAtMost) }),
    });
    const text = await response.text();
    return accept({ response, body: readJson(text) });
  } catch {
    // fetch throws when there is no network or it takes too long, and for nothing else that a person
    // could act on.
    return refuse({ code: 'network.unreachable' });
  }
}

// Browsers take at most 64 KiB that outlive a page, headers included; more would not be sent at all.
function fitsKeepalive(body: string | undefined): boolean {
  return body === undefined || new TextEncoder().encode(body).length < 60_000;
}

function readJson(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalIn(body: unknown): Refusal {
  const problem = Problem.safeParse(body);
  return problem.success ? problem.data : { code: 'answer.unreadable' };
}

/** Path parameters go into the path; the rest is the query of a GET or DELETE, or a JSON body. */
export function requestOf(
  endpoint: Pick<Endpoint, 'method' | 'path'>,
  input: unknown,
): { readonly address: string; readonly body: string | undefined } {
  const rest = new Map(Object.entries(z.record(z.string(), z.unknown()).parse(input)));
  let path: string = endpoint.path;
  for (const name of pathParameters(endpoint.path)) {
    path = path.replace(`:${name}`, encodeURIComponent(String(rest.get(name))));
    rest.delete(name);
  }
  if (endpoint.method === 'POST' || endpoint.method === 'PUT') {
    return { address: `/api${path}`, body: JSON.stringify(Object.fromEntries(rest)) };
  }
  const query = new URLSearchParams();
  for (const [name, value] of rest) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) query.append(name, String(one));
    }
  }
  const suffix = query.size > 0 ? `?${query.toString()}` : '';
  return { address: `/api${path}${suffix}`, body: undefined };
}
