import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aboutOf, DraftKey } from './draft-key.ts';

const record = '018f0000-0000-7000-8000-000000000001';

test('a key says which form, and of which record', () => {
  expect(aboutOf(DraftKey.parse('first-contact'))).toEqual({
    form: 'first-contact',
    recordId: null,
  });
  expect(aboutOf(DraftKey.parse(`registration.${record}`))).toEqual({
    form: 'registration',
    recordId: record,
  });
});

test('[DR-2] nothing that somebody typed makes a key', () => {
  const typed = ['Lumi Sample', 'registration.Lumi', `registration.${record}.more`, '', 'a b', 'A'];
  for (const key of typed) expect(DraftKey.safeParse(key).success).toBe(false);
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = DraftKey.safeParse(text);
      return !read.success || /^[a-z-]+(\.[0-9a-f-]{36})?$/.test(read.data);
    }),
  );
});
