import type { Messages } from '#platform/design/reader/message-catalogue.ts';

/** Set in this tab by hand, or by a test. No address and no menu leads there, so no worker meets it. */
const WISH = 'amparo.pseudo-locale';

/** The words as they are, or in the language that nobody speaks, which shows what a translation would break. */
export async function wishedMessages(): Promise<(messages: Messages) => Messages> {
  if (!isWished()) return (messages) => messages;
  const { pseudoMessages } = await import('#platform/design/reader/pseudo-words.ts');
  return pseudoMessages;
}

function isWished(): boolean {
  try {
    return sessionStorage.getItem(WISH) === 'yes';
  } catch {
    // A browser that keeps nothing has no wish either.
    return false;
  }
}
