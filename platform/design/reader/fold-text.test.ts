import { describe, expect, it } from 'vitest';
import { asciiDigits, foldText, numberFromText } from './fold-text.ts';

describe('text for searching', () => {
  it.each([
    ['Ámbar Coast', 'ambar coast'],
    ['الأحمر', 'الاحمر'],
    ['مُحَمَّد', 'محمد'],
    ['مدرســة', 'مدرسه'],
  ])('folds %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
});

describe('a number as typed', () => {
  it.each([
    ['12', 12],
    ['١٢', 12],
    ['۱۲', 12],
    ['१२', 12],
    [' 9 ', 9],
    ['1,5', 1.5],
    ['١٫٥', 1.5],
    ['−3', -3],
    ['0', 0],
  ])('reads %s', (text, value) => {
    expect(numberFromText(text)).toBe(value);
  });

  it.each(['', 'nine', '1e9', '1.2.3', '12 34', '0x10', 'Infinity', '½'])('refuses %s', (text) => {
    expect(numberFromText(text)).toBeUndefined();
  });

  it('knows every decimal digit of every script', () => {
    const signs = Array.from({ length: 0x1_d7_00 }, (_, code) => String.fromCodePoint(code));
    const digits = signs.filter((sign) => /^\p{Nd}$/u.test(sign));
    expect(digits.length).toBeGreaterThan(600);
    expect(digits.filter((digit) => !/^[0-9]$/.test(asciiDigits(digit)))).toEqual([]);
  });
});
