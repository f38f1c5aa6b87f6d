import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { type DemoChild, DemoPeople } from '#packs/demo/demo-documents.ts';
import { DEMO_SEED, generateChild } from '#packs/demo/generated/generate-child.ts';
import { demoTables } from '#packs/demo/read-tables.ts';
import { readCountryPack } from '../country-pack.ts';

const DEMO_PACK = path.resolve(import.meta.dirname, '../../../packs/demo');

/** The first of the invented children, for a test that looks for what is written of them. */
export async function inventedChildren(count: number): Promise<readonly DemoChild[]> {
  const read = readCountryPack(DEMO_PACK);
  if (!read.ok) throw new Error(read.refusal.code);
  const { forms, places } = read.value;
  const people = await readFile(path.join(DEMO_PACK, 'people.yaml'), 'utf8');
  const country = {
    people: DemoPeople.parse(parse(people)),
    tables: demoTables(DEMO_PACK),
    forms,
    places: [...places.values()].flatMap(({ level, pcode }) => (level === 2 ? [pcode] : [])),
  };
  return Array.from({ length: count }, (_, index) => generateChild(country, DEMO_SEED, index));
}
