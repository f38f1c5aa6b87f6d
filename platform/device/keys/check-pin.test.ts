import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPin, plainPin } from './check-pin.ts';

test.each([
  ['000000', 'repeated'],
  ['121212', 'repeated'],
  ['123123', 'repeated'],
  ['12341234', 'repeated'],
  ['123456', 'in-a-row'],
  ['987654', 'in-a-row'],
  ['890123', 'in-a-row'],
  ['112233', 'well-known'],
  ['147258', 'well-known'],
  ['240396', 'like-a-date'],
  ['960324', 'like-a-date'],
  ['032496', 'like-a-date'],
  ['24031996', 'like-a-date'],
  ['19960324', 'like-a-date'],
  ['aaaaaaaaaaaa', 'repeated'],
])('%s is too simple: %s', (pin, because) => {
  expect(checkPin(pin)).toEqual({ ok: false, refusal: { code: 'device.pin.simple', because } });
});

test.each([
  ['73910', 'device.pin.short'],
  ['', 'device.pin.short'],
  ['short words'.slice(0, 9), 'device.pin.short'],
  ['7391058264173', 'device.pin.long'],
  ['long'.repeat(60), 'device.pin.long'],
])('%s is of no fitting length: %s', (pin, code) => {
  expect(checkPin(pin)).toEqual({ ok: false, refusal: { code } });
});

test.each(['739105', '739105826417', 'three calm rivers', 'ثلاثة أنهار هادئة'])(
  '%s is taken',
  (pin) => expect(checkPin(pin)).toMatchObject({ ok: true }),
);

test('a PIN is the same on every keyboard', () => {
  for (const typed of ['٧٣٩١٠٥', '۷۳۹۱۰۵', '७३९१०५', '７３９１０５', ' 739105 '])
    expect(plainPin(typed)).toBe('739105');
});

test('whatever was typed, it is taken or refused, and what was taken is taken again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
      const checked = checkPin(typed);
      const again = checked.ok ? checkPin(checked.value) : checked;
      expect(again).toEqual(checked);
      expect(checked.ok || checked.refusal.code.startsWith('device.pin.')).toBe(true);
    }),
  );
});
