import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The rooms that every slice has; see ARCHITECTURE.md. */
const ROOMS = ['domain', 'storage', 'api', 'ui'];

export type NewSlice =
  | { readonly ok: true; readonly files: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/** Makes the rooms of a slice and the papers that it begins with; writes nothing over. */
export function makeSlice(root: string, name: string): NewSlice {
  if (!/^[a-z]{3,30}$/.test(name)) {
    return { ok: false, reason: 'A slice has one word in small letters as its name: tracing.' };
  }
  const folder = path.join(root, 'capabilities', name);
  if (existsSync(folder)) return { ok: false, reason: `capabilities/${name} exists already.` };
  for (const room of ROOMS) mkdirSync(path.join(folder, room), { recursive: true });
  const files = Object.entries(filesOf(name));
  for (const [file, text] of files) writeFileSync(path.join(folder, file), text);
  return { ok: true, files: files.map(([file]) => `capabilities/${name}/${file}`) };
}

function filesOf(name: string): Readonly<Record<string, string>> {
  const title = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  const prefix = name.slice(0, 2).toUpperCase();
  return {
    'README.md': `# ${title}

What this slice is for, in two sentences.

## Words

| word | meaning |
| ---- | ------- |

## Who may see what

| section | class | who |
| ------- | ----- | --- |
`,
    'RULES.md': `# Rules of ${name}

Each rule has an id that tests quote, and its source.

- **${prefix}-1** The first rule, in one sentence. Source: where it comes from.
`,
    'contract.ts': `// The only file that another slice may import: ids, published types, entries.
export {};
`,
    'endpoints.ts': `// Every HTTP operation, declared once: method, path, input, output, refusal -> status.
export {};
`,
  };
}

if (import.meta.main) {
  const made = makeSlice(path.resolve(import.meta.dirname, '..'), process.argv[2] ?? '');
  if (made.ok) {
    for (const file of made.files) console.log(file);
    console.log(
      'Now write the first rule and the test that quotes it; `npm run check` asks for both.',
    );
  } else console.error(`${made.reason}\nUsage: npm run new:slice NAME`);
  process.exitCode = made.ok ? 0 : 2;
}
