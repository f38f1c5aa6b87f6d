import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressIn, withheldFromTimeline, withoutAddress } from './address.ts';

const TYPE = 'protection.safe-place-recorded';
const ANSWERS = {
  kind: 'foster',
  address: 'Seventeen Imaginary Lane',
  nightContact: 'Bell of the house',
};

describe('[PR-4] the address', () => {
  test('is apart from the other answers, and nothing of either is lost', () => {
    expect(withoutAddress(ANSWERS)).toEqual({ kind: 'foster' });
    expect({ ...withoutAddress(ANSWERS), ...addressIn(ANSWERS) }).toEqual(ANSWERS);
    expect(addressIn({ kind: 'foster' })).toEqual({});
  });

  test('is in no entry of a timeline, nor in one that is held', () => {
    const recorded = withheldFromTimeline(TYPE, { answers: ANSWERS, at: 'then' });
    expect(recorded).toEqual({ answers: { kind: 'foster' }, at: 'then' });
    const held = withheldFromTimeline(TYPE, { filledIn: [ANSWERS] });
    expect(held).toEqual({ filledIn: [{ kind: 'foster' }] });
  });

  test('never leaves in an entry of whatever shape', () => {
    const answers = fc.record({ address: fc.constant('SECRET'), kind: fc.string() });
    const shape = fc.oneof(
      fc.record({ answers }),
      fc.record({ filledIn: fc.array(answers) }),
      fc.record({ words: answers }),
      fc.record({ answers: fc.constant('SECRET') }),
    );
    fc.assert(
      fc.property(shape, (body) => {
        expect(JSON.stringify(withheldFromTimeline(TYPE, body))).not.toContain('SECRET');
      }),
    );
  });

  test('of other entries nothing is taken', () => {
    const body = { answers: { address: 'of a court' } };
    expect(withheldFromTimeline('protection.justice-recorded', body)).toBe(body);
  });
});
