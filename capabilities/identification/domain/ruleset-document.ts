import { z } from 'zod';

/** A document of the pack as read from its file; `content` is what the YAML says, unchecked. */
export const RulesetDocument = z.object({ file: z.string(), content: z.unknown() });
export type RulesetDocument = Readonly<z.infer<typeof RulesetDocument>>;

/** What is wrong with a document: the file, the path inside it, and the reason. */
export type Broken = {
  readonly file: string;
  readonly path: readonly (string | number)[];
  readonly reason: string;
};

export type RulesetRefusal = {
  readonly code: 'identification.ruleset.broken';
  readonly broken: readonly Broken[];
};

/** `facts` of `identification/facts.yaml`. */
function nameOf({ file }: RulesetDocument): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.(ya?ml|json)$/, '');
}

export function isRegime({ file }: RulesetDocument): boolean {
  return file.includes('regimes/');
}

/** Sets of signs and the accuracy of tools: shown beside the rules, used by none. */
export function isIndicators(document: RulesetDocument): boolean {
  return document.file.includes('indicators/') || nameOf(document) === 'accuracy';
}

/** The documents that a pack has once, by name. */
export const SINGLE = ['facts', 'results', 'safeguards'] as const;
export type Single = (typeof SINGLE)[number];

export function isSingle(document: RulesetDocument, name: Single): boolean {
  return !isRegime(document) && !isIndicators(document) && nameOf(document) === name;
}

/** Files that nothing reads are refused: one of them may be a law under a mistyped name. */
export function unreadDocuments(documents: readonly RulesetDocument[]): readonly Broken[] {
  return documents
    .filter(
      (one) => !isRegime(one) && !isIndicators(one) && !SINGLE.some((name) => isSingle(one, name)),
    )
    .map(({ file }) => ({ file, path: [], reason: 'Nothing reads a file of this name' }));
}

export function stepsOf(path: readonly PropertyKey[]): readonly (string | number)[] {
  return path.map((step) => (typeof step === 'number' ? step : String(step)));
}
