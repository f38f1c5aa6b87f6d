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

  test('[PR-4] does not leave where two people wrote different ones either, in whatever shape', () => {
    const voice = {
      by: '00000000-0000-4000-8000-000000000001',
      at: '2026-11-01T08:00:00.000Z',
      entryId: '00000000-0000-4000-9000-000000000001',
    };
    const beside = (field: string, value: string, hanging: object) => ({
      field,
      values: [
        { ...voice, value, hanging },
        { ...voice, value: null, hanging: {} },
      ],
    });
    const merged = {
      answers: { kind: 'none' },
      said: { kind: 'foster', address: 'SECRET' },
      siblings: [
        beside('address', 'SECRET', {}),
        beside('kind', 'foster', { address: 'SECRET', nightContact: 'SECRET' }),
      ],
    };
    const shown = withheldFromTimeline(TYPE, merged);
    expect(JSON.stringify(shown)).not.toContain('SECRET');
    expect(shown).toMatchObject({ said: { kind: 'foster' }, siblings: [{ field: 'address' }, {}] });
    expect(JSON.stringify(withheldFromTimeline(TYPE, { ...merged, siblings: 'SECRET' }))).toBe(
      '{}',
    );
  });

  test('of other entries nothing is taken', () => {
    const body = { answers: { address: 'of a court' } };
    expect(withheldFromTimeline('protection.justice-recorded', body)).toBe(body);
  });
});
