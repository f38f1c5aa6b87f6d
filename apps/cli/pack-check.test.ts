import path from 'node:path';
import { expect, test } from 'vitest';
import { SMALL_PACK, withPackFilesAsync } from '#platform/pack/temporary-pack.ts';
import { packCheckCommand } from './pack-check.ts';

const LANGUAGES = ['en', 'ar', 'es', 'fr'];

async function check(...args: string[]) {
  let out = '';
  let err = '';
  const status = await packCheckCommand.run(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: {},
  });
  return { status, out, err };
}

test('the demo country is sound', async () => {
  const { status, out } = await check('--json');
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ ok: true, pack: 'demo', languages: LANGUAGES });
  expect((await check()).out).toContain('demo 0.1.0 is sound');
});

test('a broken pack ends with 1 and names file, path and reason', async () => {
  const files = { ...SMALL_PACK, 'demo/lists/mood.yaml': 'id: Mood\ncodes: []\n' };
  await withPackFilesAsync(files, async (folder) => {
    const broken = await check(path.join(folder, 'demo'), '--json');
    expect(broken.status).toBe(1);
    expect(JSON.parse(broken.out)).toMatchObject({
      ok: false,
      code: 'pack.broken',
      faults: [{ file: 'lists/mood.yaml', path: 'id' }, { path: 'codes' }],
    });
    expect((await check(path.join(folder, 'demo'))).err).toContain('demo lists/mood.yaml:1 id: ');
  });
});

test('a folder that is no pack is refused', async () => {
  const { status, err } = await check('/nonexistent');
  expect(status).toBe(1);
  expect(err).toContain('pack.file.missing');
});

test('wrong usage ends with 2 and the help', async () => {
  expect(await check('one', 'two')).toMatchObject({ status: 2, out: '' });
  expect((await check('--colour')).err).toContain('Usage');
});
