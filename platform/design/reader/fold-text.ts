/** Text for searching: without case, accents, Arabic vowel marks and joining strokes. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{Mn}\u0640]/gu, '')
    .replaceAll(/[أإآٱ]/gu, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .toLowerCase()
    .trim();
}

/** A number as typed, in the digits of any script, with either decimal sign; undefined when it is none. */
export function numberFromText(text: string): number | undefined {
  const plain = asciiDigits(text).trim().replace(/[,٫]/u, '.').replace('−', '-');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** Digits of every script that counts in tens become 0 to 9. */
export function asciiDigits(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, (digit) => {
    // Unicode keeps the ten digits of a script together, zero first; walking down needs no table.
    let value = 0;
    let at = (digit.codePointAt(0) ?? 0) - 1;
    while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(at))) {
      value += 1;
      at -= 1;
    }
    return String(value);
  });
}
