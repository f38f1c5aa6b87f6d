/** A refusal is an expected answer that a person can act on. Codes are public, stable and never reused. */
export type Refusal = { readonly code: string };

export type Accepted<Value> = { readonly ok: true; readonly value: Value };
export type Refused<Why extends Refusal> = { readonly ok: false; readonly refusal: Why };
export type Result<Value, Why extends Refusal = Refusal> = Accepted<Value> | Refused<Why>;

export function accept<Value>(value: Value): Accepted<Value> {
  return { ok: true, value };
}

/** The refusal carries no personal data: it is logged, counted and shown to whoever asked. */
export function refuse<const Why extends Refusal>(refusal: Why): Refused<Why> {
  return { ok: false, refusal };
}

/** Closes a switch over a union: a new member becomes a compile error at every such switch. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
