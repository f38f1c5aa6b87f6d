import { accept, refuse, type Result } from '#kernel/result.ts';
import type { PinRefusal } from './field-refusals.ts';

const FEWEST_DIGITS = 6;
const MOST_DIGITS = 12;
const SHORTEST_PHRASE = 10;
const LONGEST = 200;

/** Patterns that no other check sees and that lead every list of chosen PINs. */
const WELL_KNOWN = new Set(['147258', '159753', '112233', '445566', '147258369', '159357']);

/**
 * Whether a PIN or passphrase may close a device. The checks are few and each can be explained: they
 * take away what somebody tries first, by hand. They do not make six digits strong: whoever has a copy
 * of the disk while the lease runs can try them all, at the price of Argon2id for each.
 */
export function checkPin(typed: string): Result<string, PinRefusal> {
  const pin = plainPin(typed);
  if (!/^\d+$/.test(pin)) return checkPhrase(pin);
  if (pin.length < FEWEST_DIGITS) return refuse({ code: 'device.pin.short' });
  if (pin.length > MOST_DIGITS) return refuse({ code: 'device.pin.long' });
  return checkDigits(pin);
}

/** The same PIN whatever keyboard it was typed on: digits of every script are one, and so are composed letters. */
export function plainPin(typed: string): string {
  return typed
    .normalize('NFKC')
    .trim()
    .replace(/\p{Nd}/gu, digitOf);
}

function checkPhrase(phrase: string): Result<string, PinRefusal> {
  const signs = Array.from(phrase);
  if (signs.length < SHORTEST_PHRASE) return refuse({ code: 'device.pin.short' });
  if (signs.length > LONGEST) return refuse({ code: 'device.pin.long' });
  if (new Set(signs).size < 4) return refuse({ code: 'device.pin.simple', because: 'repeated' });
  return accept(phrase);
}

function checkDigits(pin: string): Result<string, PinRefusal> {
  if (isRepeated(pin)) return refuse({ code: 'device.pin.simple', because: 'repeated' });
  if (isInARow(pin)) return refuse({ code: 'device.pin.simple', because: 'in-a-row' });
  if (WELL_KNOWN.has(pin)) return refuse({ code: 'device.pin.simple', because: 'well-known' });
  if (isLikeADate(pin)) return refuse({ code: 'device.pin.simple', because: 'like-a-date' });
  return accept(pin);
}

/** 000000, 121212, 123123: some beginning, again and again. */
function isRepeated(pin: string): boolean {
  return /^(\d{1,4}?)\1+$/.test(pin);
}

/** 123456, 987654, 246802: the same step from each digit to the next, round the end. */
function isInARow(pin: string): boolean {
  const steps = Array.from(
    pin.slice(1),
    (digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10,
  );
  return new Set(steps).size === 1;
}

/** A birthday, in any order of day, month and year. */
function isLikeADate(pin: string): boolean {
  const [a, b, c] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4, 6)];
  if (pin.length === 6) return isDayAndMonth(a, b) || isDayAndMonth(b, c);
  if (pin.length !== 8) return false;
  const isYear = (text: string) => /^(19|20)\d\d$/.test(text);
  return (
    (isYear(pin.slice(4)) && isDayAndMonth(a, b)) ||
    (isYear(pin.slice(0, 4)) && isDayAndMonth(c, pin.slice(6)))
  );
}

function isDayAndMonth(one: string, other: string): boolean {
  const [low, high] = [Number(one), Number(other)].toSorted((left, right) => left - right);
  return (
    low !== undefined && high !== undefined && low >= 1 && low <= 12 && high >= 1 && high <= 31
  );
}

/** The value of a decimal digit: each script has its ten in a row, beginning with zero. */
function digitOf(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
  return String(code - zero);
}
