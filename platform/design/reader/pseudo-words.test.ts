import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../testing/show.tsx';
import { pseudoMessage, pseudoMessages } from './pseudo-words.ts';

describe('the language that nobody speaks', () => {
  it('is bracketed, accented and longer', () => {
    expect(pseudoMessage('Save now')).toBe('[Šáṽé ñöŵ···]');
  });

  it.each([
    ['Hello {name}', '[Ĥéļļö {name}···]'],
    [
      '{count, plural, one {# day} other {# days}} late',
      '[{count, plural, one {# ðáý} other {# ðáýŝ}} ļáţé··]',
    ],
    [
      '{kind, select, plan {A plan} other {Nothing}}',
      '[{kind, select, plan {Å þļáñ} other {Ñöţĥíñĝ}}]',
    ],
  ])('keeps what is no word in %s', (message, pseudo) => {
    expect(pseudoMessage(message).replaceAll(/[·\s]+\]$/gu, ']')).toBe(
      pseudo.replaceAll(/[·\s]+\]$/gu, ']'),
    );
  });

  it('makes a sentence that can be formed of every sentence there is', () => {
    const english = wordsOf('en');
    const intl = createIntl({
      locale: 'en',
      messages: { ...pseudoMessages(english) },
      onError: (error) => {
        throw error;
      },
    });
    expect(Object.keys(english).length).toBeGreaterThan(400);
    for (const [key, message] of Object.entries(english)) {
      const names = Array.from(message.matchAll(/\{\s*([a-zA-Z]+)\s*[,}]/g), ([, name]) => name);
      const values = Object.fromEntries(names.map((name) => [name, 3]));
      expect(String(intl.formatMessage({ id: key }, values))).toMatch(/^\[[^]*\]$/u);
    }
  });
});
