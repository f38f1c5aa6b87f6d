import { z } from 'zod';
import type { Endpoint } from '#kernel/endpoint.ts';
import { CommonRefused } from './problem.ts';

/** One thing wrong with a request: where, and what kind. Never the value. */
export type Issue = { readonly path: string; readonly reason: string };

export type RawInput = {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
};

export type ReadInput = (raw: RawInput) => unknown;

const MAX_ISSUES = 20;
const MAX_DEPTH = 40;

/**
 * Reads path parameters, then the query (GET, DELETE) or the body (POST, PUT), as one object and
 * parses it. A name that comes from two places, or a query beside a body, is refused.
 * Query texts become numbers, booleans and lists where the schema has them.
 */
export function inputReader(endpoint: Endpoint): ReadInput {
  const takesQuery = endpoint.method === 'GET' || endpoint.method === 'DELETE';
  const kinds = queryKinds(endpoint.input);
  return (raw) => {
    const params = asObject(raw.params);
    const query = asObject(raw.query);
    const rest = takesQuery ? coerceQuery(query, kinds) : asObject(raw.body ?? {});
    const unexpected = [
      ...(takesQuery ? [] : Object.keys(query)),
      ...Object.keys(rest).filter((name) => Object.hasOwn(params, name)),
    ];
    if (unexpected.length > 0) throw invalid(unexpected.map((path) => issue([path], 'unexpected')));
    const merged = { ...rest, ...params };
    refuseUnstorable(merged, [], 0);
    const parsed = endpoint.input.safeParse(merged);
    if (!parsed.success) throw invalid(issuesOf(parsed.error));
    return parsed.data;
  };
}

export function invalid(issues: readonly Issue[]): CommonRefused {
  return new CommonRefused('request.invalid', { issues: issues.slice(0, MAX_ISSUES) });
}

function asObject(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  if (value === undefined) return {};
  throw invalid([issue([], 'not-an-object')]);
}

function issuesOf(error: z.ZodError): readonly Issue[] {
  return error.issues.flatMap((each) =>
    each.code === 'unrecognized_keys'
      ? each.keys.map((key) => issue([...each.path, key], 'unexpected'))
      : [issue(each.path, reasonOf(each))],
  );
}

// A message is passed on only when it is a code of ours: Zod's own sentences may change.
function reasonOf(each: z.core.$ZodIssue): string {
  if (each.code === 'custom' && /^[a-z]+(-[a-z]+)*$/.test(each.message)) return each.message;
  if (each.code === 'invalid_type') return `expected-${each.expected}`;
  return each.code.replaceAll('_', '-');
}

function issue(path: readonly PropertyKey[], reason: string): Issue {
  return { path: path.map((part) => String(part).slice(0, 64)).join('.'), reason };
}

/** PostgreSQL has no place for U+0000; deep nesting exhausts the stack of whoever walks it next. */
function refuseUnstorable(value: unknown, path: readonly PropertyKey[], depth: number): void {
  if (typeof value === 'string' && value.includes('\0'))
    throw invalid([issue(path, 'null-character')]);
  if (typeof value !== 'object' || value === null) return;
  if (depth > MAX_DEPTH) throw invalid([issue(path.slice(0, 3), 'too-deep')]);
  for (const [key, inner] of Object.entries(value)) {
    if (key.includes('\0')) throw invalid([issue(path, 'null-character')]);
    refuseUnstorable(inner, [...path, key], depth + 1);
  }
}

type QueryKind = 'text' | 'number' | 'boolean' | 'list' | 'number-list';

const Typed = z.object({ type: z.string().optional(), items: z.unknown().optional() });
const Shape = z.object({ properties: z.record(z.string(), z.unknown()).optional() });

function queryKinds(input: z.ZodType): ReadonlyMap<string, QueryKind> {
  const schema = Shape.parse(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }));
  return new Map(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [name, kindOf(property)]),
  );
}

function kindOf(property: unknown): QueryKind {
  const { type, items } = Typed.parse(property);
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'boolean') return 'boolean';
  if (type !== 'array') return 'text';
  return items !== undefined && kindOf(items) === 'number' ? 'number-list' : 'list';
}

function coerceQuery(
  query: Record<string, unknown>,
  kinds: ReadonlyMap<string, QueryKind>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, coerce(value, kinds.get(name) ?? 'text')]),
  );
}

function coerce(value: unknown, kind: QueryKind): unknown {
  if (kind === 'list' || kind === 'number-list') {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return kind === 'list' ? list : list.map((each) => coerce(each, 'number'));
  }
  if (typeof value !== 'string') return value;
  if (kind === 'number' && /^-?\d{1,15}(\.\d{1,15})?$/.test(value)) return Number(value);
  if (kind === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}
