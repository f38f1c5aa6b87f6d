import type { Messages } from './message-catalogue.ts';

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = Array.from('áƀçðéƒĝĥíĵķļɱñöþɋŕŝţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ');

/** Translations are up to this much longer than English. */
const LONGER = 0.35;

/**
 * A language that nobody speaks, made from English: `Save now` becomes `[Šáṽé ñöŵ···]`. What stands on
 * screen without brackets was written into the code; what is cut off will be cut off in a translation.
 */
export function pseudoMessages(messages: Messages): Messages {
  return Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [key, pseudoMessage(message)]),
  );
}

/** One message in ICU syntax; arguments, selectors and `#` stay as they are. */
export function pseudoMessage(message: string): string {
  const { text } = disguise(message, 0);
  return `[${text}${padding(Math.ceil(message.replaceAll(/\{[^{}]*\}/g, '').length * LONGER))}]`;
}

type Disguised = { readonly text: string; readonly end: number };

/** Words up to the brace that closes them, or to the end. */
function disguise(message: string, start: number): Disguised {
  let text = '';
  let at = start;
  while (at < message.length && message[at] !== '}') {
    const sign = message[at] ?? '';
    if (sign === '{') {
      const argument = keepArgument(message, at);
      text += argument.text;
      at = argument.end;
    } else {
      text += ACCENTED[PLAIN.indexOf(sign)] ?? sign;
      at += 1;
    }
  }
  return { text, end: at };
}

/** An argument, with the sentences inside a plural or select disguised. */
function keepArgument(message: string, start: number): Disguised {
  let text = '{';
  let at = start + 1;
  while (at < message.length && message[at] !== '}') {
    if (message[at] === '{') {
      const inner = disguise(message, at + 1);
      text += `{${inner.text}}`;
      at = inner.end + 1;
    } else {
      text += message[at];
      at += 1;
    }
  }
  return { text: `${text}}`, end: at + 1 };
}

// In short groups, for a row of dots without a gap would be no word of any language.
function padding(length: number): string {
  const groups = Array.from({ length: Math.ceil(length / 6) }, (_, at) =>
    '·'.repeat(Math.min(6, length - at * 6)),
  );
  return groups.join(' ');
}
