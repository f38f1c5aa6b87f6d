export type Messages = Readonly<Record<string, string>>;

/** The messages of one language, and whether a speaker of it has read them through. */
export type Catalogue = { readonly messages: Messages; readonly reviewed: boolean };

/** Joins message files. A key of a later file wins; `_meta` says whether a file was reviewed. */
export function joinMessageFiles(files: readonly Readonly<Record<string, unknown>>[]): Catalogue {
  const messages: Record<string, string> = {};
  let reviewed = true;
  for (const file of files) {
    for (const [key, value] of Object.entries(file)) {
      if (key === '_meta') reviewed &&= isReviewed(value);
      else if (typeof value === 'string') messages[key] = value;
    }
  }
  return { messages, reviewed };
}

function isReviewed(meta: unknown): boolean {
  return typeof meta === 'object' && meta !== null && 'reviewed' in meta && meta.reviewed === true;
}
