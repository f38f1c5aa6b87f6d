import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import {
  buildRuleset,
  type Ruleset,
  type RulesetDocument,
} from '#capabilities/identification/contract.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { showFault, showPath } from '#platform/pack/pack-fault.ts';
import { listPackFiles, type PackFile, readText } from '#platform/pack/pack-files.ts';
import { parseDocumentText } from '#platform/pack/parse-document.ts';

export type RulesetUnread = {
  readonly code: 'identify.pack.broken';
  readonly reasons: readonly string[];
};

const MOST_LAYERS = 4;

/**
 * Reads only the rules of a pack and of those it extends, so that judging a file needs no database
 * and no whole country. A document of the pack stands for the one of the same path below it.
 */
export function readRuleset(packFolder: string): Result<Ruleset, RulesetUnread> {
  const reasons: string[] = [];
  const layers: (readonly RulesetDocument[])[] = [];
  let at: string | undefined = path.resolve(packFolder);
  while (at !== undefined && layers.length < MOST_LAYERS) {
    layers.unshift(documentsOf(at, reasons));
    at = baseOf(at, reasons);
  }
  if (reasons.length > 0) return refuse({ code: 'identify.pack.broken', reasons });
  const newest = new Map(layers.flat().map((document) => [document.file, document]));
  const built = buildRuleset([...newest.values()]);
  if (built.ok) return accept(built.value);
  return refuse({
    code: 'identify.pack.broken',
    reasons: built.refusal.broken.map(
      ({ file, path: inside, reason }) => `${file} ${showPath(inside)}: ${reason}`,
    ),
  });
}

function documentsOf(packFolder: string, reasons: string[]): readonly RulesetDocument[] {
  const folder = path.join(packFolder, 'identification');
  if (!existsSync(folder)) return [];
  const pack = path.basename(packFolder);
  const listed = listPackFiles(pack, folder);
  if (!listed.ok) {
    reasons.push(...listed.refusal.faults.map(showFault));
    return [];
  }
  return listed.value.flatMap((file) => documentAt(pack, file, 'identification/', reasons) ?? []);
}

/** The folder of the pack that this one extends, beside it. */
function baseOf(packFolder: string, reasons: string[]): string | undefined {
  const absolute = path.join(packFolder, 'pack.yaml');
  if (!existsSync(absolute)) {
    reasons.push(`${path.basename(packFolder)}: there is no pack.yaml`);
    return undefined;
  }
  const manifest = documentAt(
    path.basename(packFolder),
    { file: 'pack.yaml', absolute },
    '',
    reasons,
  );
  const base = z.object({ extends: z.string().optional() }).safeParse(manifest?.content);
  return base.success && base.data.extends !== undefined
    ? path.join(path.dirname(packFolder), path.basename(base.data.extends))
    : undefined;
}

function documentAt(
  pack: string,
  file: PackFile,
  below: string,
  reasons: string[],
): RulesetDocument | undefined {
  const text = readText(file);
  if (text === undefined) {
    reasons.push(`${pack} ${below}${file.file}: not a readable UTF-8 file`);
    return undefined;
  }
  const parsed = parseDocumentText(pack, `${below}${file.file}`, text);
  if (parsed.ok) return { file: parsed.value.file, content: parsed.value.value };
  reasons.push(...parsed.refusal.faults.map(showFault));
  return undefined;
}
