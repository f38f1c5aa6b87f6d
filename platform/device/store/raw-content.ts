import { Dexie } from 'dexie';

/** Everything that a database holds, as text: what somebody finds who has the disk. For tests. */
export async function rawContentOf(name: string): Promise<string> {
  const database = await new Dexie(name).open();
  const found: string[] = [];
  for (const table of database.tables) {
    found.push(table.name);
    await table.each((row, cursor) => found.push(textOf(cursor.primaryKey), textOf(row)));
  }
  database.close();
  return found.join('\n');
}

function textOf(value: unknown): string {
  if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value);
  if (value instanceof ArrayBuffer) return textOf(new Uint8Array(value));
  if (Array.isArray(value)) return value.map(textOf).join('|');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([key, held]) => `${key}=${textOf(held)}`)
      .join('|');
  return String(value);
}
