import { z } from 'zod';

export type Answer = {
  readonly status: number;
  /** Of the refusal; null when it was done. */
  readonly code: string | null;
  readonly body: unknown;
};

type Ask = (method: string, path: string, body?: object, purpose?: string) => Promise<Answer>;

/** A person who is signed in over HTTP, without a browser. */
export type Session = {
  readonly ask: Ask;
  /** The same server, without saying who asks. */
  readonly askUnsigned: Ask;
};

const Problem = z.object({ code: z.string() });

export async function openSession(
  address: string,
  email: string,
  password: string,
): Promise<Session> {
  const signIn = await send(address, '', 'POST', '/sign-in', { email, password });
  if (signIn.status !== 200) throw new Error(`Not signed in: ${await signIn.text()}`);
  const cookie = signIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const askAs =
    (who: string): Ask =>
    async (method, path, body, purpose) => {
      const response = await send(address, who, method, path, body, purpose);
      const read: unknown = await response.json();
      return {
        status: response.status,
        code: response.ok ? null : Problem.parse(read).code,
        body: read,
      };
    };
  return { ask: askAs(cookie), askUnsigned: askAs('') };
}

async function send(
  address: string,
  cookie: string,
  method: string,
  path: string,
  body?: object,
  purpose?: string,
): Promise<Response> {
  return fetch(`${address}/api${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      'x-amparo-request': '1',
      ...(cookie === '' ? {} : { cookie }),
      ...(purpose === undefined ? {} : { 'x-amparo-purpose': purpose }),
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
  });
}

/** What was answered, or a fault with the code of the refusal. */
export function done(answer: Answer): unknown {
  if (answer.code !== null)
    throw new Error(`Refused: ${answer.code} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
