import type { WorkerId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import type { Call } from '#platform/http/call.ts';

/** A call as the server makes it of a request, for handlers that are measured without the line. */
export function callOf(worker: WorkerId): Call {
  return {
    worker,
    sessionId: 'bench',
    purpose: 'child-protection',
    now: instantAt(Date.now()),
    mintId: () => '00000000-0000-7000-8000-000000000001',
    language: 'en',
    browser: { cookie: '', userAgent: '', network: '', setCookies: () => undefined },
  };
}
