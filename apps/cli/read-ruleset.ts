import path from 'node:path';
import { buildRuleset, type Ruleset } from '#capabilities/identification/domain/ruleset.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { listPackFiles, readText } from '#platform/pack/pack-files.ts';
import { showFault, showPath } from '#platform/pack/pack-fault.ts';
import { parseDocumentText } from '#platform/pack/parse-document.ts';

export type RulesetUnread = {
  readonly code: 'identify.pack.broken';
  readonly reasons: readonly string[];
};

/** Documents of the folder that are no rules: they are read where they are used. */
const NOT_RULES = /^(indicators\/|accuracy\.)/;

/** Reads only the rules of a pack, so that judging a file needs no database and no whole country. */
export function readRuleset(packFolder: string): Result<Ruleset, RulesetUnread> {
  const pack = path.basename(packFolder);
  const folder = path.join(packFolder, 'identification');
  const listed = listPackFiles(pack, folder);
  if (!listed.ok) return broken(listed.refusal.faults.map(showFault));
  const reasons: string[] = [];
  const documents = listed.value
    .filter(({ file }) => !NOT_RULES.test(file))
    .flatMap((file) => {
      const text = readText(file);
      const parsed = parseDocumentText(pack, `identification/${file.file}`, text ?? '');
      if (text === undefined) reasons.push(`${file.file}: not a readable UTF-8 file`);
      if (!parsed.ok) reasons.push(...parsed.refusal.faults.map(showFault));
      return parsed.ok ? [{ file: parsed.value.file, content: parsed.value.value }] : [];
    });
  if (reasons.length > 0) return broken(reasons);
  const built = buildRuleset(documents);
  if (built.ok) return accept(built.value);
  return broken(
    built.refusal.broken.map(
      ({ file, path: at, reason }) => `${pack} ${file} ${showPath(at)}: ${reason}`,
    ),
  );
}

function broken(reasons: readonly string[]): Result<never, RulesetUnread> {
  return refuse({ code: 'identify.pack.broken', reasons });
}
