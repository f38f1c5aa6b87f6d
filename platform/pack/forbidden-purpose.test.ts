import { expect, test } from 'vitest';
import { z } from 'zod';
import { accept } from '#kernel/result.ts';
import { Purpose } from '#kernel/sensitivity.ts';
import { packPart } from './pack.ts';
import { faultLines, SMALL_PACK } from './temporary-pack.ts';

const part = (lawTerms: boolean) => ({
  parts: {
    law: packPart({
      name: 'law',
      folder: 'law',
      lawTerms,
      document: z.unknown(),
      build: () => accept(undefined),
    }),
  },
});

const law = (text: string) => ({ ...SMALL_PACK, 'demo/law/one.yaml': text });
const forbidden = (path: string) => `pack.purpose.forbidden law/one.yaml ${path}`;

test('a purpose that the kernel does not know cannot be configured', () => {
  expect(faultLines(law('sharing: { purpose: statistics }'), part(false))).toEqual([
    forbidden('sharing.purpose'),
  ]);
  expect(faultLines(law('purposes: [supervision, marketing]'), part(false))).toEqual([
    forbidden('purposes[1]'),
  ]);
  expect(faultLines(law(`purposes: [${Purpose.options.join(', ')}]`), part(false))).toEqual([]);
});

test.each([
  ['a purpose', 'purpose: immigration-enforcement', 'purpose'],
  ['a recipient', 'recipients: [{ id: immigration-control }]', 'recipients[0].id'],
  ['a role', 'roles: { deportation-officer: {} }', 'roles.deportation-officer'],
  ['an export', 'exports: [{ to: Removal Operations }]', 'exports[0].to'],
  ['a list of recipients', 'id: recipient\ncodes: [{ code: visa-control }]', 'codes[0].code'],
])('immigration enforcement cannot be %s, even in words of law', (_what, text, path) => {
  expect(faultLines(law(text), part(true))).toEqual([forbidden(path)]);
});

test('a list of recipients with immigration enforcement is refused in any pack', () => {
  const files = {
    ...SMALL_PACK,
    'demo/lists/referral-recipient.yaml':
      'id: referral-recipient\ncodes: [{ code: immigration-enforcement }]\n',
  };
  expect(faultLines(files)).toContain(
    'pack.purpose.forbidden lists/referral-recipient.yaml codes[0].code',
  );
});

test('where a document speaks of a crime, its purpose is the purpose of the crime', () => {
  expect(faultLines(law('terms: { purpose: { any: [forced-begging] } }'), part(true))).toEqual([]);
});

test('what a child was threatened with can be recorded', () => {
  expect(faultLines(law('facts: [{ id: threat-of-deportation }]'), part(true))).toEqual([]);
});

test('a border officer may be a role: the one who meets the child calls for protection', () => {
  expect(faultLines(law('roles: [border-officer]'), part(false))).toEqual([]);
});

test('a harmless code cannot be labelled as immigration enforcement', () => {
  const label = '{ "list.referral-recipient.agency-7": "Immigration control" }';
  expect(faultLines({ ...SMALL_PACK, 'demo/messages/more.en.json': label })).toEqual([
    'pack.purpose.forbidden messages/more.en.json list.referral-recipient.agency-7',
  ]);
});

test('a help text may say that immigration enforcement is never told', () => {
  const help = '{ "form.visit.field.consent.help": "Never immigration enforcement." }';
  expect(faultLines({ ...SMALL_PACK, 'demo/messages/more.en.json': help })).toEqual([]);
});
