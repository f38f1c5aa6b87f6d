import type { Instant } from '#kernel/instant.ts';
import type { Api } from '#platform/design/calling/api.tsx';
import type { DraftKeeper } from '#platform/design/form/draft-keeper.ts';
import { parseDraft } from '#platform/design/form/parse-draft.ts';
import { DraftKey } from '../domain/draft-key.ts';
import * as endpoints from '../endpoints.ts';

/** Keeps drafts on the server, for their author alone; the browser stores nothing. */
export function serverDrafts(api: Api): DraftKeeper {
  const writer = crypto.randomUUID();
  const goneOnWith = new Map<string, Instant>();
  return {
    find: async (key) => {
      const read = DraftKey.safeParse(key);
      if (!read.success) return undefined;
      const answer = await api.call(endpoints.findDraft, { key });
      if (!answer.ok || !answer.value.draft) return undefined;
      const { typed, keptAt } = answer.value.draft;
      goneOnWith.set(key, keptAt);
      return { draft: parseDraft(typed), keptAt };
    },
    keep: async (key, draft, { isLeaving }) => {
      // A form without such a key lives in the page only, as in the gallery.
      if (!DraftKey.safeParse(key).success) return { kept: 'not-now' };
      const input = { key, typed: { ...draft }, writer, over: goneOnWith.get(key) ?? null };
      const answer = await api.call(endpoints.keepDraft, input, { outlivesPage: isLeaving });
      if (answer.ok) return { kept: 'here', at: answer.value.keptAt };
      const isElsewhere = answer.refusal.code === 'drafts.draft.elsewhere';
      return { kept: isElsewhere ? 'elsewhere' : 'not-now' };
    },
    drop: async (key) => {
      goneOnWith.delete(key);
      if (!DraftKey.safeParse(key).success) return;
      await api.call(endpoints.dropDraft, { key }, { outlivesPage: true });
    },
  };
}
