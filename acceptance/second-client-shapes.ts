import { z } from 'zod';

/** What the second client reads of the answers, as /api/openapi.json describes them. */
const FileKeys = z.object({ seal: z.string(), sign: z.string() });
export type FileKeys = z.infer<typeof FileKeys>;

export const SetUp = z.object({
  deviceId: z.string(),
  epoch: z.string(),
  fileKeys: FileKeys,
  lease: z.object({ share: z.string(), hours: z.number(), until: z.string() }),
});

export const Me = z.object({
  worker: z.object({ id: z.string(), teams: z.array(z.object({ id: z.string() })) }),
});

const about = { number: z.number(), recordId: z.string(), classes: z.array(z.string()) };
export const Order = z.discriminatedUnion('kind', [
  z.object({ ...about, kind: z.literal('grant') }),
  z.object({ ...about, kind: z.literal('revoke'), isWhole: z.boolean() }),
  z.object({ number: z.number(), kind: z.literal('wipe') }),
]);
export type Order = z.infer<typeof Order>;

export const Carried = z.looseObject({
  recordId: z.string(),
  position: z.number(),
  readable: z.array(z.string()),
});
export type Carried = z.infer<typeof Carried>;

export const Entry = z.looseObject({
  id: z.string(),
  recordId: z.string(),
  position: z.number(),
  class: z.string(),
  type: z.string(),
  section: z.string(),
  body: z.record(z.string(), z.unknown()),
});
export type Entry = z.infer<typeof Entry>;

export const Page = z.object({
  epoch: z.string(),
  page: z.number(),
  control: z.array(Order),
  records: z.array(Carried),
  entries: z.array(Entry),
  cursor: z.string(),
  more: z.boolean(),
  backfilled: z.array(z.object({ recordId: z.string(), upTo: z.number(), isWhole: z.boolean() })),
  facts: z.string(),
});
export type Page = z.infer<typeof Page>;

const Reason = z.looseObject({ code: z.string() });
const First = z.object({
  number: z.number(),
  entryId: z.string().nullable(),
  outcome: z.enum(['accepted', 'conflicting', 'held', 'refused', 'later', 'duplicate']),
  fields: z.array(z.string()).optional(),
  reason: Reason.optional(),
  answer: z.unknown().optional(),
});
export const Outcome = First.extend({ first: First.optional() });
export type Outcome = z.infer<typeof Outcome>;
export const Pushed = z.object({ outcomes: z.array(Outcome), control: z.array(Order) });

export const Brought = z.object({
  receipt: z.object({ format: z.string(), body: z.string(), signature: z.string() }),
  missing: z.array(z.number()),
});
export const Receipt = z.object({
  deviceId: z.string(),
  fileId: z.string(),
  of: z.number(),
  read: z.array(z.number()),
  unread: z.array(z.number()),
  outcomes: z.array(Outcome),
});
export type Receipt = z.infer<typeof Receipt>;

/** As it is sent: the text that was signed, and the signature. */
export type Item = { readonly body: string; readonly signature: string };
