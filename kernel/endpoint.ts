import type { z } from 'zod';

export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 423 | 429 | 503;

/**
 * An HTTP operation, declared once: the server mounts it, the app calls it, OpenAPI prints it.
 * `input` is an object of path parameters, query (GET, DELETE) and body (POST, PUT) together.
 * `refusals` lists every code that the operation itself may answer with, and its HTTP status.
 */
export type Endpoint = {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/${string}`;
  readonly summary: string;
  /**
   * `own-sign-in`: signed in, even where a factor or a password of one's own is still to be set.
   * `own-factor`: the same, but whoever has a second factor must have proved it in this session.
   * `device`: without a session; what is sent carries the signature of a device, and its handler asks.
   */
  readonly access: 'public' | 'device' | 'signed-in' | 'own-sign-in' | 'own-factor';
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly refusals: Readonly<Record<string, RefusalStatus>>;
};

/** Keeps the exact types of a declaration, so that a handler that forgets a refusal does not compile. */
export function endpoint<const Declared extends Endpoint>(declared: Declared): Declared {
  return declared;
}

export type InputOf<Declared extends Endpoint> = z.infer<Declared['input']>;
export type OutputOf<Declared extends Endpoint> = z.infer<Declared['output']>;
export type RefusalOf<Declared extends Endpoint> = {
  readonly code: Extract<keyof Declared['refusals'], string>;
  readonly [detail: string]: unknown;
};

/** The names of the parameters in a path such as `/cases/:recordId/plan`. */
export function pathParameters(path: string): readonly string[] {
  return Array.from(path.matchAll(/:([A-Za-z]+)/g), ([, name]) => name ?? '');
}
