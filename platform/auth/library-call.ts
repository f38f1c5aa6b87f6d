import { isAPIError } from 'better-auth/api';
import type { Browser } from '#platform/http/call.ts';
import { deviceLabel } from './device-label.ts';

/** What a call to the library came to: its answer with the cookies to set, or its error code. */
export type LibraryAnswer<Value> =
  | { readonly ok: true; readonly value: Value; readonly cookies: readonly string[] }
  | { readonly ok: false; readonly code: string };

/** The headers that the library may see: cookies, and the device by a short name. */
export function headersOf(browser: Browser): Headers {
  const headers = new Headers({ 'user-agent': deviceLabel(browser.userAgent) });
  if (browser.cookie !== '') headers.set('cookie', browser.cookie);
  return headers;
}

/** Errors of a request come back as their code; errors of the server go on as faults. */
export async function callLibrary<Value>(
  work: () => Promise<{ readonly headers: Headers; readonly response: Value }>,
): Promise<LibraryAnswer<Value>> {
  try {
    const { headers, response } = await work();
    return { ok: true, value: response, cookies: headers.getSetCookie() };
  } catch (thrown) {
    if (!isAPIError(thrown) || thrown.statusCode >= 500) throw thrown;
    return { ok: false, code: String(thrown.body?.code ?? 'UNKNOWN') };
  }
}
