import { z } from 'zod';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The schema of a branded UUID. */
export type IdSchema<Kind extends string> = z.core.$ZodBranded<z.ZodString, Kind>;

/** A branded UUID in lower case: an id of one kind is never accepted where another is meant. */
export function idOf<const Kind extends string>(): IdSchema<Kind> {
  const schema = z.string().regex(UUID, 'Expected a UUID in lower case').meta({ format: 'uuid' });
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- the brand is a type only; zod cannot infer it for a generic kind
  return schema as IdSchema<Kind>;
}

/** A record: one child's case, one tracing request. The unit of keys, grants and hash chain. */
export const RecordId = idOf<'Record'>();
export type RecordId = z.infer<typeof RecordId>;

/** An entry of the journal. Made where the entry is made, so that sending it twice is harmless. */
export const EntryId = idOf<'Entry'>();
export type EntryId = z.infer<typeof EntryId>;

/** A person who works here. */
export const WorkerId = idOf<'Worker'>();
export type WorkerId = z.infer<typeof WorkerId>;

export const TeamId = idOf<'Team'>();
export type TeamId = z.infer<typeof TeamId>;

export const AgencyId = idOf<'Agency'>();
export type AgencyId = z.infer<typeof AgencyId>;

export const GrantId = idOf<'Grant'>();
export type GrantId = z.infer<typeof GrantId>;

/**
 * UUID version 7 (RFC 9562): 48 bits of milliseconds, then 74 random bits.
 * `random` is 10 bytes from a cryptographic source; `now` is in milliseconds since 1970.
 */
export function uuidv7(now: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(now) << 16n);
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
