/**
 * What is wrong in a pack, and where. Codes are stable; `reason` is a sentence for the person who
 * writes packs. `file` is relative to the folder of the pack that `pack` names.
 */
export type PackFault = {
  readonly code: PackFaultCode;
  readonly pack: string;
  readonly file: string;
  /** Inside the document, as `steps[0].fields[2].list`; empty for the document itself. */
  readonly path: string;
  readonly line?: number;
  readonly reason: string;
};

export type PackFaultCode =
  | 'pack.file.missing'
  | 'pack.file.unknown'
  | 'pack.file.link'
  | 'pack.file.too-large'
  | 'pack.file.too-many'
  | 'pack.file.unreadable'
  | 'pack.document.syntax'
  | 'pack.document.shape'
  | 'pack.extends.cycle'
  | 'pack.id.repeated'
  | 'pack.form.version'
  | 'pack.form.reference'
  | 'pack.form.contract'
  | 'pack.list.code-removed'
  | 'pack.place.tree'
  | 'pack.message.missing'
  | 'pack.purpose.forbidden'
  | 'pack.part';

/** All that is wrong with a pack; never a part of it. */
export type PackRefusal = { readonly code: 'pack.broken'; readonly faults: readonly PackFault[] };

/** Where a value stands in the packs. */
export type PackSource = {
  readonly pack: string;
  readonly file: string;
  readonly lineOf: (path: readonly PathStep[]) => number | undefined;
};

export type PathStep = string | number;

export function faultAt(
  source: PackSource,
  path: readonly PathStep[],
  code: PackFaultCode,
  reason: string,
): PackFault {
  const line = source.lineOf(path);
  return {
    code,
    pack: source.pack,
    file: source.file,
    path: showPath(path),
    ...(line === undefined ? {} : { line }),
    reason,
  };
}

export function showPath(path: readonly PathStep[]): string {
  return path
    .map((step, index) =>
      typeof step === 'number' ? `[${String(step)}]` : index === 0 ? step : `.${step}`,
    )
    .join('');
}

/** One line for a terminal or a log: `demo forms/plan.yaml:12 steps[0].id: …`. */
export function showFault(fault: PackFault): string {
  const line = fault.line === undefined ? '' : `:${String(fault.line)}`;
  const path = fault.path === '' ? '' : ` ${fault.path}`;
  return `${fault.pack} ${fault.file}${line}${path}: ${fault.reason} (${fault.code})`;
}
