/** A rule id: `TR-3`, `R-AGE-1`. */
const ID = '[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+';

/** A rule as its line in RULES.md declares it: `- **TR-3** …` or `### TR-3 …`. */
const DECLARED = new RegExp(`^(?:- \\*\\*(${ID})\\*\\* |#{2,4} (${ID}) )\\S`);
/** Meant as a rule, but not written as one; it would be overlooked. */
const MEANT = new RegExp(`^\\s*(?:[-*+]|\\d+\\.|#{1,6}|\\|)\\s*[*_\`[]*(${ID})\\b`);

/** The name of a test or a group: the first argument, when it starts with ids in brackets. */
const NAMED = new RegExp(
  `(?:\\b(?:test|it|describe)((?:\\.\\w+)*)|\\))\\(\\s*(['"\`])((?:\\[${ID}(?:, ${ID})*\\] ?)+)`,
  'g',
);

export type TextFile = { readonly file: string; readonly text: string };
export type RulesReport = { readonly rules: number; readonly problems: readonly string[] };

/** Rules without a test, tests of rules that do not exist, and rules written so that nobody finds them. */
export function judgeRules(
  rulebooks: readonly TextFile[],
  tests: readonly TextFile[],
): RulesReport {
  const problems: string[] = [];
  const declared = collectRules(rulebooks, problems);
  const proven = collectProofs(tests, declared, problems);
  for (const [id, at] of declared) {
    if (!proven.has(id)) problems.push(`${at}: no test quotes [${id}]`);
  }
  return { rules: declared.size, problems };
}

/** Where each rule is declared, by id. */
function collectRules(
  rulebooks: readonly TextFile[],
  problems: string[],
): ReadonlyMap<string, string> {
  const declared = new Map<string, string>();
  for (const { file, text } of rulebooks) {
    const here = declaredIn(text);
    for (const { id, line, isSound } of here) {
      const at = `${file}:${String(line)}`;
      const earlier = declared.get(id);
      if (!isSound) problems.push(`${at}: write the rule as "- **${id}** …" or "### ${id} …"`);
      else if (earlier !== undefined) problems.push(`${at}: ${id} stands also in ${earlier}`);
      else declared.set(id, at);
    }
    if (here.length === 0) problems.push(`${file}: no rule is declared`);
  }
  return declared;
}

function collectProofs(
  tests: readonly TextFile[],
  declared: ReadonlyMap<string, string>,
  problems: string[],
): ReadonlySet<string> {
  const proven = new Set<string>();
  for (const { file, text } of tests) {
    for (const { id, line, isSkipped } of quotedIn(text)) {
      const at = `${file}:${String(line)}`;
      if (!declared.has(id)) problems.push(`${at}: quotes ${id}, which no RULES.md declares`);
      else if (isSkipped) problems.push(`${at}: a skipped test proves nothing of ${id}`);
      else proven.add(id);
    }
  }
  return proven;
}

type Declared = { readonly id: string; readonly line: number; readonly isSound: boolean };

function declaredIn(text: string): readonly Declared[] {
  return text.split('\n').flatMap((content, index) => {
    const sound = DECLARED.exec(content);
    const id = sound ? (sound[1] ?? sound[2]) : MEANT.exec(content)?.[1];
    return id === undefined ? [] : [{ id, line: index + 1, isSound: sound !== null }];
  });
}

type Quoted = { readonly id: string; readonly line: number; readonly isSkipped: boolean };

function quotedIn(text: string): readonly Quoted[] {
  return Array.from(text.matchAll(NAMED)).flatMap((match) => {
    const line = text.slice(0, match.index).split('\n').length;
    const isSkipped = /\.(skip|todo)\b/.test(match[1] ?? '');
    const ids = (match[3] ?? '').match(new RegExp(ID, 'g')) ?? [];
    return ids.map((id) => ({ id, line, isSkipped }));
  });
}
