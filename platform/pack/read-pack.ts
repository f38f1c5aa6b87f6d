import path from 'node:path';
import { type Place, placeTree } from '#kernel/place.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { checkContracts, checkForms } from './check-forms.ts';
import { checkMessages } from './check-messages.ts';
import { checkPlaces } from './check-places.ts';
import { formKey, type Merged, mergeLayers } from './merge-layers.ts';
import type { AnyPart, BuiltParts, CountryPack, FormContracts } from './pack.ts';
import { faultAt, type PackFault, type PackRefusal } from './pack-fault.ts';
import { type PackLayer, readLayer, type Sourced } from './read-layer.ts';

export type ReadPackOptions<Parts extends Readonly<Record<string, AnyPart>>> = {
  readonly parts: Parts;
  readonly contracts: FormContracts;
  /** Files and folders of the pack that another reader takes; any other unknown one is refused. */
  readonly owned?: readonly string[];
};

const MOST_LAYERS = 4;

/**
 * Reads a pack folder and the packs it extends (folders beside it) into one. Any fault refuses the
 * whole: a system that starts with half of its forms would harm in silence.
 */
export function readPack<const Parts extends Readonly<Record<string, AnyPart>>>(
  folder: string,
  options: ReadPackOptions<Parts>,
): Result<CountryPack & { readonly parts: BuiltParts<Parts> }, PackRefusal> {
  const layers = readLayers(folder, options);
  if (!layers.ok) return layers;
  const own = layers.value[layers.value.length - 1];
  if (!own) throw new Error('A pack without a layer');

  const { manifest } = own;
  const faults: PackFault[] = [];
  const merged = mergeLayers(layers.value, faults);
  checkForms(merged, faults);
  checkContracts(merged, options.contracts, manifest.id, faults);
  checkPlaces(merged, manifest.languages, faults);
  checkMessages(merged, manifest.languages, manifest.id, faults);
  if (faults.length > 0) return broken(faults);

  const pack = countryPack(own, merged);
  const built = buildParts(options.parts, layers.value, pack, faults);
  return faults.length > 0 ? broken(faults) : accept({ ...pack, parts: built });
}

function readLayers(
  folder: string,
  options: ReadPackOptions<Readonly<Record<string, AnyPart>>>,
): Result<readonly PackLayer[], PackRefusal> {
  const layers: PackLayer[] = [];
  let at: string | undefined = path.resolve(folder);
  while (at !== undefined) {
    const layer: Result<PackLayer, PackRefusal> = readLayer(
      at,
      Object.values(options.parts),
      options.owned ?? [],
    );
    if (!layer.ok) return layer;
    layers.unshift(layer.value);
    const base: string | undefined = layer.value.manifest.extends;
    const known = layers.some((other) => other.manifest.id === base);
    if (base !== undefined && (known || layers.length >= MOST_LAYERS)) {
      const source = { pack: layer.value.manifest.id, file: 'pack.yaml', lineOf: () => undefined };
      return broken([
        faultAt(source, ['extends'], 'pack.extends.cycle', `${base} leads back or too far.`),
      ]);
    }
    at = base === undefined ? undefined : path.join(path.dirname(at), base);
  }
  return accept(layers);
}

function countryPack(own: PackLayer, merged: Merged): CountryPack {
  const forms = new Map(
    merged.everyForm.map(({ value }) => [formKey(value.id, value.version), value]),
  );
  return {
    id: own.manifest.id,
    version: own.manifest.version,
    languages: own.manifest.languages,
    evaluation: own.manifest.evaluation ?? false,
    emergencyNumber: own.manifest.emergencyNumber,
    forms: valuesOf(merged.forms),
    formOf: (id, version) => forms.get(formKey(id, version)),
    olderForms: merged.everyForm
      .filter((form) => merged.forms.get(form.value.id) !== form)
      .map(({ value }) => value),
    lists: valuesOf(merged.lists),
    places: placeTree([...valuesOf<Place>(merged.places).values()]),
    clocks: valuesOf(merged.clocks),
    messages: merged.messages,
    unreviewedLanguages: merged.unreviewedLanguages,
  };
}

function valuesOf<Value>(sourced: ReadonlyMap<string, Sourced<Value>>): ReadonlyMap<string, Value> {
  return new Map([...sourced].map(([id, { value }]) => [id, value]));
}

function buildParts<Parts extends Readonly<Record<string, AnyPart>>>(
  parts: Parts,
  layers: readonly PackLayer[],
  pack: CountryPack,
  faults: PackFault[],
): BuiltParts<Parts> {
  const built: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(parts)) {
    const documents = layers.flatMap((layer) => layer.parts.get(part.name) ?? []);
    const result = part.read(documents, pack);
    if (result.ok) built[key] = result.value;
    else faults.push(...result.refusal.faults);
  }
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- each value comes from the part under its own key
  return built as BuiltParts<Parts>;
}

function broken(faults: readonly PackFault[]): Result<never, PackRefusal> {
  return refuse({ code: 'pack.broken', faults });
}
