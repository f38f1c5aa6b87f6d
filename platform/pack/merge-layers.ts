import type { ClockDefinition } from '#kernel/clock.ts';
import type { CodeList } from '#kernel/code-list.ts';
import type { Form } from '#kernel/form.ts';
import type { Place } from '#kernel/place.ts';
import type { Messages } from './pack.ts';
import { faultAt, type PackFault } from './pack-fault.ts';
import { languageOf, type PackLayer, type Sourced } from './read-layer.ts';

/** All packs as one, every thing still knowing where it stands. */
export type Merged = {
  readonly forms: ReadonlyMap<string, Sourced<Form>>;
  readonly everyForm: readonly Sourced<Form>[];
  readonly lists: ReadonlyMap<string, Sourced<CodeList>>;
  readonly places: ReadonlyMap<string, Sourced<Place>>;
  readonly clocks: ReadonlyMap<string, Sourced<ClockDefinition>>;
  readonly messages: ReadonlyMap<string, Messages>;
  readonly unreviewedLanguages: ReadonlySet<string>;
};

/** Lays packs over each other, the extended one first: a later pack adds, or replaces by id. */
export function mergeLayers(layers: readonly PackLayer[], faults: PackFault[]): Merged {
  const everyForm = mergeForms(layers, faults);
  const forms = new Map<string, Sourced<Form>>();
  for (const form of everyForm) {
    const known = forms.get(form.value.id);
    if (!known || known.value.version < form.value.version) forms.set(form.value.id, form);
  }
  return {
    forms,
    everyForm,
    lists: mergeById(
      layers.map((layer) => layer.lists),
      (list) => list.id,
      faults,
      refuseRemovedCodes,
    ),
    places: mergeById(
      layers.map((layer) => layer.places),
      (place) => place.pcode,
      faults,
    ),
    clocks: mergeById(
      layers.map((layer) => layer.clocks),
      (clock) => clock.id,
      faults,
    ),
    ...mergeMessages(layers, faults),
  };
}

/**
 * A form is replaced by a higher version of it, and the older one stays: entries written with it
 * are read with it. Two forms under one version would make an old entry ambiguous.
 */
function mergeForms(layers: readonly PackLayer[], faults: PackFault[]): readonly Sourced<Form>[] {
  const every = new Map<string, Sourced<Form>>();
  for (const layer of layers) {
    for (const form of layer.forms) {
      const key = formKey(form.value.id, form.value.version);
      if (every.has(key)) {
        const reason = `Version ${String(form.value.version)} of ${form.value.id} exists already; raise the version.`;
        faults.push(faultAt(form.source, [...form.path, 'version'], 'pack.form.version', reason));
      } else every.set(key, form);
    }
  }
  return [...every.values()];
}

export function formKey(id: string, version: number): string {
  return `${id}@${String(version)}`;
}

function mergeById<Value>(
  layers: readonly (readonly Sourced<Value>[])[],
  idOf: (value: Value) => string,
  faults: PackFault[],
  judgeReplacement?: (earlier: Sourced<Value>, later: Sourced<Value>, faults: PackFault[]) => void,
): ReadonlyMap<string, Sourced<Value>> {
  const merged = new Map<string, Sourced<Value>>();
  for (const items of layers) {
    const here = new Set<string>();
    for (const item of items) {
      const id = idOf(item.value);
      const earlier = merged.get(id);
      if (here.has(id)) {
        faults.push(faultAt(item.source, item.path, 'pack.id.repeated', `${id} stands twice.`));
      } else if (earlier) judgeReplacement?.(earlier, item, faults);
      here.add(id);
      merged.set(id, item);
    }
  }
  return merged;
}

function refuseRemovedCodes(
  earlier: Sourced<CodeList>,
  later: Sourced<CodeList>,
  faults: PackFault[],
): void {
  const kept = new Set(later.value.codes.map((entry) => entry.code));
  for (const { code } of earlier.value.codes) {
    if (kept.has(code)) continue;
    const reason = `${code} is missing. Old entries use it: keep it, with "retired: true".`;
    faults.push(faultAt(later.source, [...later.path, 'codes'], 'pack.list.code-removed', reason));
  }
}

function mergeMessages(
  layers: readonly PackLayer[],
  faults: PackFault[],
): Pick<Merged, 'messages' | 'unreviewedLanguages'> {
  const messages = new Map<string, Record<string, string>>();
  const unreviewedLanguages = new Set<string>();
  for (const layer of layers) {
    const here = new Set<string>();
    for (const { value, source } of layer.messages) {
      const { _meta: meta, ...texts } = value;
      const language = languageOf(source.file) ?? '';
      if (meta?.reviewed === false) unreviewedLanguages.add(language);
      const known = messages.get(language) ?? {};
      for (const [key, text] of Object.entries(texts)) {
        if (here.has(`${language} ${key}`)) {
          faults.push(faultAt(source, [key], 'pack.id.repeated', `${key} stands twice.`));
        }
        here.add(`${language} ${key}`);
        known[key] = text;
      }
      messages.set(language, known);
    }
  }
  return { messages, unreviewedLanguages };
}
