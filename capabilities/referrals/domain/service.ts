import { z } from 'zod';
import { Code } from '#kernel/code-list.ts';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { PCode } from '#kernel/place.ts';
import { Purpose } from '#kernel/sensitivity.ts';

/** By language tag; the first stands where a language has none. */
const Said = z.record(z.string(), z.string().trim().min(1).max(500));
export type Said = z.infer<typeof Said>;

/** Somebody who can help, as a pack describes them. A later pack replaces a service by giving it again. */
export const Service = z.strictObject({
  id: Code,
  kind: Code.describe('A code of the list `helping-service`; it decides the class of a referral.'),
  names: Said,
  about: Said.describe('What the service does, in a sentence.'),
  team: Code.optional().describe('The team of this installation that the service is.'),
  phone: z.string().regex(/^[+0-9][0-9 ()/.-]{1,38}$/, 'Expected a telephone number'),
  hours: Said.describe('When somebody is there.'),
  languages: z.array(Code).min(1).describe('Codes of the list `language`.'),
  serves: z.array(PCode).min(1).describe('The places, with all below, that it is there for.'),
  forWhom: Said.describe('Whom it helps.'),
  free: z.boolean().describe('Costs the child and the family nothing.'),
  needsName: z
    .boolean()
    .default(false)
    .describe('Cannot help without the name; a team here is then told who the child is.'),
  purpose: Purpose.describe('What for a team here reads what is opened to it.'),
  checkedOn: CalendarDay.describe('When somebody last asked the service whether all this is so.'),
});
export type Service = z.infer<typeof Service>;

/** `services/*.yaml` of a pack: one service a file, or several. */
export const ServicesDocument = z.union([
  z.array(Service).min(1),
  Service.transform((one) => [one]),
]);
export type ServicesDocument = z.infer<typeof ServicesDocument>;

/** The services of all documents by id, the later ones winning. */
export function mergeServices(
  documents: readonly ServicesDocument[],
): ReadonlyMap<string, Service> {
  return new Map(documents.flat().map((service) => [service.id, service]));
}

export const ReferralClass = z.enum(['health', 'justice', 'care']);
export type ReferralClass = z.infer<typeof ReferralClass>;

const CLASS_OF: Readonly<Record<string, ReferralClass>> = {
  health: 'health',
  'mental-health': 'health',
  police: 'justice',
  'legal-aid': 'justice',
};

/** RE-2: the class of the recipient. */
export function classOfKind(kind: string): ReferralClass {
  return CLASS_OF[kind] ?? 'care';
}

/** RE-4: what a team here reads because of a referral: its own class, and who the child is where it must know. */
export function opensOf({
  kind,
  needsName,
}: Pick<Service, 'kind' | 'needsName'>): readonly (ReferralClass | 'identity')[] {
  return needsName ? [classOfKind(kind), 'identity'] : [classOfKind(kind)];
}
