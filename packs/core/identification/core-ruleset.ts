import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import {
  buildRuleset,
  type Ruleset,
  type RulesetDocument,
} from '#capabilities/identification/contract.ts';

const folder = import.meta.dirname;

/** For tests: a document of the core pack, by its path below `identification/`. */
export function coreDocument(file: string): RulesetDocument {
  return {
    file: `identification/${file}`,
    content: parse(readFileSync(path.join(folder, file), 'utf8')),
  };
}

/** For tests: the documents of the core pack's rules. */
export function coreDocuments(): readonly RulesetDocument[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map(coreDocument);
}

/** For tests: the rules of the core pack, ready to run. */
export function coreRuleset(more: readonly RulesetDocument[] = []): Ruleset {
  const built = buildRuleset([...coreDocuments(), ...more]);
  if (!built.ok) throw new Error(JSON.stringify(built.refusal.broken, null, 2));
  return built.value;
}
