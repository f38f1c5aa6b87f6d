import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ClockDefinition } from '#kernel/clock.ts';
import { CodeList } from '#kernel/code-list.ts';
import { Form } from '#kernel/form.ts';
import { Place } from '#kernel/place.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { forbiddenPurposes } from './forbidden-purpose.ts';
import { type AnyPart, PackManifest, type PartDocument, shapeFaults } from './pack.ts';
import {
  faultAt,
  type PackFault,
  type PackRefusal,
  type PackSource,
  type PathStep,
} from './pack-fault.ts';
import { listPackFiles, readText } from './pack-files.ts';
import { parseDocumentText, type RawDocument } from './parse-document.ts';

/** A thing of a pack, with the document and the path where it stands. */
export type Sourced<Value> = {
  readonly value: Value;
  readonly source: PackSource;
  readonly path: readonly PathStep[];
};

/** One pack by itself: every document judged by its schema, nothing merged or cross-checked yet. */
export type PackLayer = {
  readonly manifest: PackManifest;
  readonly forms: readonly Sourced<Form>[];
  readonly lists: readonly Sourced<CodeList>[];
  readonly places: readonly Sourced<Place>[];
  readonly clocks: readonly Sourced<ClockDefinition>[];
  readonly messages: readonly Sourced<MessageFile>[];
  readonly parts: ReadonlyMap<string, readonly PartDocument<unknown>[]>;
};

export const MessageFile = z
  .object({
    _meta: z.strictObject({ reviewed: z.boolean(), note: z.string().optional() }).optional(),
  })
  .catchall(z.string().min(1));
export type MessageFile = z.infer<typeof MessageFile>;

const MESSAGE_FILE = /^messages\/(?:[\w-]+\.)?([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.json$/;

/** The language of a message file, `ar` of `messages/forms.ar.json`. */
export function languageOf(file: string): string | undefined {
  return MESSAGE_FILE.exec(file)?.[1];
}

/** Reads one pack folder. `owned` are paths that someone else reads, such as documents for seeding. */
export function readLayer(
  folder: string,
  parts: readonly AnyPart[],
  owned: readonly string[],
): Result<PackLayer, PackRefusal> {
  const folderName = path.basename(folder);
  if (!existsSync(path.join(folder, 'pack.yaml'))) {
    const source = { pack: folderName, file: 'pack.yaml', lineOf: () => undefined };
    return broken([faultAt(source, [], 'pack.file.missing', 'A pack needs this file.')]);
  }
  const listed = listPackFiles(folderName, folder);
  if (!listed.ok) return broken(listed.refusal.faults);

  const faults: PackFault[] = [];
  const documents: RawDocument[] = [];
  for (const file of listed.value) {
    const text = readText(file);
    if (text === undefined) {
      const source = { pack: folderName, file: file.file, lineOf: () => undefined };
      faults.push(faultAt(source, [], 'pack.file.unreadable', 'Not a readable UTF-8 file.'));
      continue;
    }
    const parsed = parseDocumentText(folderName, file.file, text);
    if (parsed.ok) documents.push(parsed.value);
    else faults.push(...parsed.refusal.faults);
  }
  const layer = sortDocuments(documents, parts, owned, faults);
  if (layer && layer.manifest.id !== folderName) {
    const source = { pack: folderName, file: 'pack.yaml', lineOf: () => undefined };
    const reason = 'The folder of a pack is named after its id; others find it by that name.';
    faults.push(faultAt(source, ['id'], 'pack.document.shape', reason));
  }
  return layer && faults.length === 0 ? accept(layer) : broken(faults);
}

function sortDocuments(
  documents: readonly RawDocument[],
  parts: readonly AnyPart[],
  owned: readonly string[],
  faults: PackFault[],
): PackLayer | undefined {
  const manifests: Sourced<PackManifest>[] = [];
  const layer = {
    forms: shelf(Form),
    lists: shelf(CodeList),
    places: shelf(Place),
    clocks: shelf(ClockDefinition),
  };
  const messages: Sourced<MessageFile>[] = [];
  const partDocuments = new Map<string, PartDocument<unknown>[]>();

  for (const document of documents) {
    const { file } = document;
    const part = parts.find((candidate) => isWithin(file, candidate.folder));
    const generic = Object.entries(layer).find(([folder]) => isWithin(file, folder));
    faults.push(...forbiddenPurposes(document, { lawTerms: part?.lawTerms ?? false }));
    if (part) {
      const known = partDocuments.get(part.name) ?? [];
      partDocuments.set(part.name, [...known, { source: document, value: document.value }]);
    } else if (generic) generic[1].add(document, faults);
    else if (file === 'pack.yaml') manifests.push(...collect(PackManifest, document, faults));
    else if (languageOf(file) !== undefined) {
      messages.push(...collect(MessageFile, document, faults));
    } else if (!owned.some((folder) => isWithin(file, folder))) {
      faults.push(faultAt(document, [], 'pack.file.unknown', 'Nothing reads a file of this name.'));
    }
  }
  const manifest = manifests[0]?.value;
  if (!manifest) return undefined;
  const { forms, lists, places, clocks } = layer;
  return {
    manifest,
    forms: forms.items,
    lists: lists.items,
    places: places.items,
    clocks: clocks.items,
    messages,
    parts: partDocuments,
  };
}

/** Things of one schema, gathered from the documents of one folder. */
function shelf<Value>(schema: z.ZodType<Value>) {
  const items: Sourced<Value>[] = [];
  return {
    items,
    add: (document: RawDocument, faults: PackFault[]): void => {
      items.push(...collect(schema, document, faults));
    },
  };
}

/** A document holds one thing, or an array of them. */
function collect<Value>(
  schema: z.ZodType<Value>,
  document: RawDocument,
  faults: PackFault[],
): readonly Sourced<Value>[] {
  const many = Array.isArray(document.value);
  const parsed = (many ? z.array(schema) : schema.transform((one) => [one])).safeParse(
    document.value,
  );
  if (!parsed.success) {
    faults.push(...shapeFaults(document, parsed.error));
    return [];
  }
  return parsed.data.map((value, index) => ({
    value,
    source: document,
    path: many ? [index] : [],
  }));
}

/** `clocks.yaml` and `clocks/risk.yaml` are both within `clocks`. */
function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`) || file === `${folder}.yaml`;
}

function broken(faults: readonly PackFault[]): Result<never, PackRefusal> {
  return refuse({ code: 'pack.broken', faults });
}
