import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { DemoTables } from './demo-tables.ts';

/** The tables in `children/` of a demo pack. They are written by us: a broken one is a fault. */
export function demoTables(packFolder: string): DemoTables {
  const read = (name: string): unknown =>
    parse(readFileSync(path.join(packFolder, 'children', `${name}.yaml`), 'utf8'));
  return DemoTables.parse({
    ...Object.assign({}, read('languages'), read('situations'), read('plan-actions')),
    phrases: read('phrases'),
  });
}
