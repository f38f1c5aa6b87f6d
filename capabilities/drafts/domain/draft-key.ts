import { z } from 'zod';
import { RecordId } from '#kernel/ids.ts';
import { type Instant, instantAt, millisecondsOf } from '#kernel/instant.ts';

const FORM = /^[a-z][a-z-]{0,39}$/;

/** Which form a draft is of, and of which record, if any: `registration.RECORD`. It holds no word of it. */
export const DraftKey = z
  .string()
  .max(100)
  .refine((key) => partsOf(key) !== undefined, 'Expected a form, or a form and a record')
  .brand<'DraftKey'>();
export type DraftKey = z.infer<typeof DraftKey>;

export type DraftAbout = { readonly form: string; readonly recordId: RecordId | null };

export function aboutOf(key: DraftKey): DraftAbout {
  const parts = partsOf(key);
  if (!parts) throw new Error('A key that is none');
  return parts;
}

const KEPT_DAYS = 14;

/** DR-3: when a draft that was last written then is gone. */
export function goneAt(keptAt: Instant): Instant {
  return instantAt(millisecondsOf(keptAt) + KEPT_DAYS * 86_400_000);
}

function partsOf(key: string): DraftAbout | undefined {
  const [form = '', record, ...more] = key.split('.');
  if (!FORM.test(form) || more.length > 0) return undefined;
  if (record === undefined) return { form, recordId: null };
  const read = RecordId.safeParse(record);
  return read.success ? { form, recordId: read.data } : undefined;
}
