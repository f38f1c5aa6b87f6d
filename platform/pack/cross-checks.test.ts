import { expect, test } from 'vitest';
import { faultLines, type PackFiles, SMALL_PACK } from './temporary-pack.ts';

const form = SMALL_PACK['demo/forms/visit.yaml'] ?? '';

function withForm(from: string, to: string): PackFiles {
  expect(form).toContain(from);
  return { ...SMALL_PACK, 'demo/forms/visit.yaml': form.replace(from, to) };
}

const FIELDS = 'forms/visit.yaml steps[0].fields';

test('a field that names an unknown list is refused', () => {
  expect(faultLines(withForm('list: mood', 'list: weather'))).toContain(
    `pack.form.reference ${FIELDS}[0].list`,
  );
});

test('a condition on a field that nobody asks is refused', () => {
  expect(faultLines(withForm('field: mood', 'field: colour'))).toEqual([
    `pack.form.reference ${FIELDS}[1].showWhen.field`,
  ]);
});

test('a condition on a field that is asked later is refused', () => {
  const later = withForm(
    'required: true }',
    'required: true, showWhen: { field: words, in: [sad] } }',
  );
  expect(faultLines(later)).toEqual([`pack.form.reference ${FIELDS}[0].showWhen.field`]);
});

test('a condition on words, or on an answer that cannot be given, is refused', () => {
  expect(faultLines(withForm('kind: choice, list: mood', 'kind: text, maxLength: 9'))).toEqual([
    `pack.form.reference ${FIELDS}[1].showWhen.field`,
  ]);
  expect(faultLines(withForm('in: [sad]', 'in: [angry]'))).toEqual([
    `pack.form.reference ${FIELDS}[1].showWhen.in[0]`,
  ]);
});

test('a condition on yes or no is sound', () => {
  const ternary = form
    .replace('kind: choice, list: mood', 'kind: ternary')
    .replace('in: [sad]', 'in: [declined]');
  expect(faultLines({ ...SMALL_PACK, 'demo/forms/visit.yaml': ternary })).toEqual([]);
});

test('a field or step that stands twice is refused', () => {
  expect(faultLines(withForm('id: words', 'id: mood'))).toContain(
    `pack.id.repeated ${FIELDS}[1].id`,
  );
  const twice = form + form.slice(form.indexOf('\n  - id: meeting'));
  expect(faultLines({ ...SMALL_PACK, 'demo/forms/visit.yaml': twice })).toContain(
    'pack.id.repeated forms/visit.yaml steps[1].id',
  );
});

test('a number whose largest answer is below the smallest is refused', () => {
  const number = withForm('kind: choice, list: mood', 'kind: number, min: 9, max: 1');
  expect(faultLines(number)).toContain(`pack.form.reference ${FIELDS}[0].max`);
});

test('a list, place or clock that stands twice in a pack is refused', () => {
  const { ['demo/lists/mood.yaml']: list = '', ['demo/clocks.yaml']: clocks = '' } = SMALL_PACK;
  const places = SMALL_PACK['demo/places/all.yaml'] ?? '';
  expect(
    faultLines({
      ...SMALL_PACK,
      'demo/lists/zz.yaml': list,
      'demo/clocks/zz.yaml': clocks,
      'demo/places/zz.yaml': places.split('\n')[1] ?? '',
    }),
  ).toEqual([
    'pack.id.repeated lists/zz.yaml',
    'pack.id.repeated places/zz.yaml [0]',
    'pack.id.repeated clocks.yaml [0]',
  ]);
});

test('a code that stands twice in a list is refused', () => {
  const files = {
    ...SMALL_PACK,
    'demo/lists/mood.yaml': 'id: mood\ncodes:\n  - code: sad\n  - code: sad\n  - code: glad\n',
  };
  expect(faultLines(files)).toEqual(['pack.id.repeated lists/mood.yaml codes[1].code']);
});

const place = (line: string): PackFiles => ({
  ...SMALL_PACK,
  'demo/places/more.yaml': line,
});

test('a place in a place that does not exist is refused', () => {
  expect(
    faultLines(place('{ pcode: XA0901, parent: XA09, level: 2, names: { en: Far } }')),
  ).toEqual(['pack.place.tree places/more.yaml parent']);
});

test('places that lie in each other are refused', () => {
  const circle = [
    '- { pcode: XA05, parent: XA06, level: 1, names: { en: Five } }',
    '- { pcode: XA06, parent: XA05, level: 1, names: { en: Six } }',
  ].join('\n');
  expect(faultLines(place(circle))).toEqual([
    'pack.place.tree places/more.yaml [0].parent',
    'pack.place.tree places/more.yaml [1].parent',
  ]);
});

test('a place skips no level, and has a name in the first language', () => {
  expect(faultLines(place('{ pcode: XA7, parent: XA, level: 2, names: { en: Deep } }'))).toEqual([
    'pack.place.tree places/more.yaml level',
  ]);
  expect(faultLines(place('{ pcode: XB, parent: null, level: 1, names: { ar: باء } }'))).toEqual([
    'pack.place.tree places/more.yaml names',
    'pack.place.tree places/more.yaml parent',
  ]);
});

test('a message that is missing in a declared language is refused by its key', () => {
  const arabic = (SMALL_PACK['demo/messages/ar.json'] ?? '').replace('list.mood.sad', 'list.other');
  expect(faultLines({ ...SMALL_PACK, 'demo/messages/ar.json': arabic })).toEqual([
    'pack.message.missing messages/ar.json list.mood.sad',
  ]);
});

test('a message that stands in two files of a pack is refused', () => {
  const files = { ...SMALL_PACK, 'demo/messages/more.en.json': '{ "list.mood.sad": "Unhappy" }' };
  expect(faultLines(files)).toEqual(['pack.id.repeated messages/more.en.json list.mood.sad']);
});

test('a form must have the fields that the rules rely on', () => {
  const contracts = { visit: { mood: 'choice', words: 'text', when: 'day' }, plan: {} } as const;
  expect(faultLines(SMALL_PACK, { contracts })).toEqual([
    'pack.form.contract forms/visit.yaml',
    'pack.form.contract forms/visit.yaml',
    'pack.form.contract forms/plan.yaml',
  ]);
  expect(faultLines(SMALL_PACK, { contracts: { visit: { mood: 'choice' } } })).toEqual([]);
});

test('a rank of answers names every answer once, the most protective first', () => {
  const ranked = (ranks: string) =>
    faultLines(withForm('list: mood,', `list: mood, protective: ${ranks},`));
  expect(ranked('[sad, glad]')).toEqual([]);
  expect(ranked('[sad, angry, glad]')).toEqual([`pack.form.reference ${FIELDS}[0].protective[1]`]);
  expect(ranked('[sad, glad, sad]')).toEqual([`pack.form.reference ${FIELDS}[0].protective[2]`]);
  const other = {
    'demo/lists/mood.yaml': 'id: mood\ncodes: [{ code: glad }, { code: sad }, { code: low }]\n',
  };
  const files = { ...withForm('list: mood,', 'list: mood, protective: [sad, glad],'), ...other };
  expect(faultLines(files)).toContain(`pack.form.reference ${FIELDS}[0].protective`);
});
