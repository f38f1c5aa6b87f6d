import { serverDrafts } from '#capabilities/drafts/ui/server-drafts.ts';
import { keepDraftsWith } from '#platform/design/form/drafts.ts';
import { deviceDrafts } from './offline/device-drafts.ts';
import { type FieldLink, hasFieldHere, linkField } from './offline/field-link.ts';
import { createSessionStore, type SessionStore } from './session-store.ts';

/** Who is here, by the server or by an unlocked field device, and where what they type is kept. */
export function openSession(language: () => string): {
  readonly session: SessionStore;
  readonly field: FieldLink;
} {
  const send: typeof fetch = (...request) => fetch(...request);
  const field = linkField({
    hasField: hasFieldHere,
    // Most browsers are no field device, and their first load goes without all of this.
    load: async () => {
      const { startOffline } = await import('./offline/start-offline.ts');
      return startOffline({ fetch: send, language });
    },
  });
  const session = createSessionStore(send, field);
  keepDraftsWith(deviceDrafts(serverDrafts(session.api), () => field.side()?.device.opened()));
  window.addEventListener('online', () => {
    const { now } = session.snapshot();
    if (now.state === 'signed-in' && now.offline !== undefined) void session.refresh();
  });
  return { session, field };
}
