import { z } from 'zod';
import type { ClockDefinition } from '#kernel/clock.ts';
import { Code, type CodeList } from '#kernel/code-list.ts';
import type { FormContract } from '#kernel/form-answers.ts';
import type { Form } from '#kernel/form.ts';
import type { PlaceTree } from '#kernel/place.ts';
import type { Result } from '#kernel/result.ts';
import { faultAt, type PackFault, type PackSource } from './pack-fault.ts';

/** `pack.yaml`: what a pack is and what it builds on. */
export const PackManifest = z.strictObject({
  id: Code,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'Expected a version such as 1.0.0'),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Expected a language tag'))
    .min(1)
    .describe('Every message must exist in each. The first is shown where a name has no other.'),
  extends: Code.optional().describe('A pack in the folder beside this one.'),
  emergencyNumber: z
    .string()
    .regex(/^[+0-9][0-9 -]{1,18}$/, 'Expected a telephone number')
    .optional()
    .describe('Shown where a child is in danger; a country without one gives none.'),
  evaluation: z
    .boolean()
    .optional()
    .describe('Invented, for trying out; never for the work with real children.'),
});
export type PackManifest = z.infer<typeof PackManifest>;

export type Messages = Readonly<Record<string, string>>;

/** What every slice can read of a country: the pack and what it extends, as one. */
export type CountryPack = {
  readonly id: string;
  readonly version: string;
  readonly languages: readonly string[];
  readonly evaluation: boolean;
  readonly emergencyNumber: string | undefined;
  /** The newest version of each form, by id: what is asked today. */
  readonly forms: ReadonlyMap<string, Form>;
  /** Any version of a form that the packs still have, for entries written with it. */
  readonly formOf: (id: string, version: number) => Form | undefined;
  /** Every version that `forms` has a newer one of. */
  readonly olderForms: readonly Form[];
  readonly lists: ReadonlyMap<string, CodeList>;
  readonly places: PlaceTree;
  readonly clocks: ReadonlyMap<string, ClockDefinition>;
  /** By language tag, then by key. */
  readonly messages: ReadonlyMap<string, Messages>;
  /** Languages with a text that no speaker of the language has read yet; marked on screen. */
  readonly unreviewedLanguages: ReadonlySet<string>;
};

/** A document of a part, with where it stands, so that the part can say what is wrong with it. */
export type PartDocument<Document> = { readonly source: PackSource; readonly value: Document };

export type PartRefusal = { readonly code: string; readonly faults: readonly PackFault[] };

/** What a slice adds to a pack: a folder, the schema of each document in it, and what they make. */
export type PackPart<Built> = {
  readonly name: string;
  readonly folder: string;
  readonly lawTerms: boolean;
  readonly read: (
    documents: readonly PartDocument<unknown>[],
    pack: CountryPack,
  ) => Result<Built, PartRefusal>;
};

/**
 * Declares a part. `build` gets the documents of all packs, those of the extended pack first, and
 * decides what a later one replaces. `lawTerms` says that "purpose" in these documents is the
 * element of a crime; without it a key `purpose` may only name one of the kernel's purposes.
 */
export function packPart<Document, Built>(part: {
  readonly name: string;
  readonly folder: string;
  readonly lawTerms?: boolean;
  readonly document: z.ZodType<Document>;
  readonly build: (
    documents: readonly PartDocument<Document>[],
    pack: CountryPack,
  ) => Result<Built, PartRefusal>;
}): PackPart<Built> {
  return {
    name: part.name,
    folder: part.folder,
    lawTerms: part.lawTerms ?? false,
    read: (documents, pack) => {
      const faults: PackFault[] = [];
      const parsed: PartDocument<Document>[] = [];
      for (const { source, value } of documents) {
        const result = part.document.safeParse(value);
        if (result.success) parsed.push({ source, value: result.data });
        else faults.push(...shapeFaults(source, result.error));
      }
      if (faults.length > 0) return { ok: false, refusal: { code: 'pack.part', faults } };
      return part.build(parsed, pack);
    },
  };
}

export type AnyPart = PackPart<unknown>;
export type BuiltParts<Parts extends Readonly<Record<string, AnyPart>>> = {
  readonly [Name in keyof Parts]: Parts[Name] extends PackPart<infer Built> ? Built : never;
};

/** By form id: fields that a slice's rules rely on. */
export type FormContracts = Readonly<Record<string, FormContract>>;

export function shapeFaults(source: PackSource, error: z.ZodError): readonly PackFault[] {
  return error.issues.map((issue) => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    return faultAt(source, path, 'pack.document.shape', issue.message);
  });
}
