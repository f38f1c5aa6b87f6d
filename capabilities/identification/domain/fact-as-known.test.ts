import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paz, sela, stated } from './examples.ts';
import { weighStatements } from './fact-as-known.ts';
import { EvidenceKind, Statement } from './fact.ts';

function weigh(...[first, ...others]: readonly Statement[]) {
  if (!first) throw new Error('Nothing to weigh');
  return weighStatements(first, others);
}

test('[ID-2] a yes is not erased by the no of another', () => {
  const yes = stated('means-threat', 'yes', { by: sela });
  const no = stated('means-threat', 'no', { by: paz, evidence: 'documented' });
  expect(weigh(yes, no)).toMatchObject({ value: 'yes', by: sela, conflicting: [no] });
  expect(weigh(no, yes)).toMatchObject({ value: 'yes', by: sela, conflicting: [no] });
});

test('[ID-2] a child who takes it back keeps the protection of what the child said first', () => {
  const first = stated('means-threat', 'yes', { on: '2026-11-01' });
  const later = stated('means-threat', 'no', { on: '2026-11-20' });
  expect(weigh(first, later)).toMatchObject({ value: 'yes', conflicting: [later] });
});

test('[ID-2] a no stands where others only do not know', () => {
  const no = stated('border-crossed', 'no');
  expect(weigh(stated('border-crossed', 'unknown', { by: paz }), no)).toMatchObject({
    value: 'no',
    conflicting: [],
  });
});

test('[ID-2] of hours the most stand, and the fewer are shown', () => {
  const fewer = stated('hours-economic', 10, { by: paz });
  expect(weigh(fewer, stated('hours-economic', 45))).toMatchObject({
    value: 45,
    conflicting: [fewer],
  });
});

test('[ID-2] the most direct evidence speaks for a fact, then the earliest', () => {
  const inferred = stated('act-recruited', 'yes', { evidence: 'inferred', on: '2026-01-01' });
  const observed = stated('act-recruited', 'yes', { evidence: 'observed', on: '2026-11-02' });
  const earlier = stated('act-recruited', 'yes', { evidence: 'observed', on: '2026-11-01' });
  expect(weigh(inferred, observed, earlier)).toMatchObject({
    evidence: 'observed',
    on: '2026-11-01',
    conflicting: [],
  });
});

test.each(['evidence', 'by', 'on', 'value', 'fact'])(
  '[ID-1] a statement without its %s is refused',
  (key) => {
    const whole = stated('act-recruited');
    expect(Statement.safeParse(whole).success).toBe(true);
    const without = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key));
    expect(Statement.safeParse(without).success).toBe(false);
  },
);

test.each(['maybe', '', true, -1, 169, null])('[ID-1] %s is no value of a fact', (value) => {
  expect(Statement.safeParse({ ...stated('act-recruited'), value }).success).toBe(false);
});

const aStatement = fc
  .tuple(
    fc.constantFrom('yes', 'no', 'unknown'),
    fc.constantFrom(...EvidenceKind.options),
    fc.constantFrom(sela, paz),
    fc.constantFrom('2026-11-01', '2026-11-02'),
  )
  .map(([value, evidence, by, on]) => stated('means-threat', value as 'yes', { evidence, by, on }));

test('[ID-2] the order in which statements arrive changes nothing', () => {
  fc.assert(
    fc.property(fc.array(aStatement, { minLength: 1, maxLength: 6 }), (statements) => {
      const there = weigh(...statements);
      const back = weigh(...statements.toReversed());
      expect(back.value).toBe(there.value);
      expect(back.evidence).toBe(there.evidence);
      expect(back.conflicting.length).toBe(there.conflicting.length);
    }),
  );
});
