import { isNode, LineCounter, parseDocument } from 'yaml';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type PackFault, faultAt, type PackSource, type PathStep } from './pack-fault.ts';

/** A document as written: plain data, not yet judged by a schema. */
export type RawDocument = PackSource & { readonly value: unknown };

type Unparsed = { readonly code: 'pack.unparsed'; readonly faults: readonly PackFault[] };

// No pack needs aliases; a nest of them turns a small file into gigabytes ("billion laughs").
const NO_ALIASES = 0;

/** Parses YAML 1.2 or, by its ending, JSON. Duplicate keys, aliases and unknown tags are refused. */
export function parseDocumentText(
  pack: string,
  file: string,
  text: string,
): Result<RawDocument, Unparsed> {
  const lines = new LineCounter();
  const source: PackSource = { pack, file, lineOf: () => undefined };
  const broken = (reason: string, offset?: number): Result<RawDocument, Unparsed> => {
    const line = offset === undefined ? undefined : lines.linePos(offset).line;
    const at = faultAt({ ...source, lineOf: () => line }, [], 'pack.document.syntax', reason);
    return refuse({ code: 'pack.unparsed', faults: [at] });
  };
  try {
    // JSON has no duplicate keys or comments to be lenient about; YAML would let both pass.
    if (file.endsWith('.json')) JSON.parse(text);
    const document = parseDocument(text, {
      version: '1.2',
      uniqueKeys: true,
      stringKeys: true,
      merge: false,
      prettyErrors: false,
      lineCounter: lines,
    });
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem) return broken(problem.message, problem.pos[0]);
    return accept({
      pack,
      file,
      value: document.toJS({ maxAliasCount: NO_ALIASES }),
      lineOf: (path) => nearestLine(document, path, lines),
    });
  } catch (error) {
    // The parser recurses: a document nested 100,000 deep ends as a RangeError.
    if (error instanceof RangeError) return broken('Nested too deeply.');
    if (error instanceof SyntaxError) return broken('Not well-formed JSON.');
    if (error instanceof ReferenceError) return broken('Aliases (*name) are not allowed.');
    throw error;
  }
}

type Nested = { getIn: (path: readonly PathStep[], keepScalar: true) => unknown };

/** The line of the value, or of the nearest value around it when the value itself is missing. */
function nearestLine(
  document: Nested,
  path: readonly PathStep[],
  lines: LineCounter,
): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? undefined : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}
