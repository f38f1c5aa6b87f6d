/** Says only that somebody has signed out here while the server could not be told. */
const OWED = 'amparo.sign-out-owed';

/**
 * Whoever signs out without a network is signed out here at once; the server is told as soon as it
 * can be, before anything else is asked of it. The next person must not begin in their name.
 */
export const owedSignOut = {
  isOwed: (): boolean => read() !== null,
  owe: (): void => write('1'),
  settle: (): void => write(undefined),
};

function read(): string | null {
  try {
    return window.localStorage.getItem(OWED);
  } catch {
    return null;
  }
}

function write(value: string | undefined): void {
  try {
    if (value === undefined) window.localStorage.removeItem(OWED);
    else window.localStorage.setItem(OWED, value);
  } catch {
    // A browser that keeps nothing keeps no session either.
  }
}
