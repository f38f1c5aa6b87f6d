import { z } from 'zod';

/** What can be found: by a code that is said as it stands, or by texts in fields. */
export const SearchDocument = z.object({
  id: z.string(),
  version: z.string().describe('Another whenever the content is another.'),
  codes: z.array(z.string()),
  texts: z.array(z.object({ field: z.string(), text: z.string() })),
});
export type SearchDocument = z.infer<typeof SearchDocument>;

/** A word in the form that people compare, and in a form in which other spellings are equal. */
export type SearchWord = {
  readonly plain: string;
  readonly key: string;
  /** Said or left out as it comes; looked for only when there is nothing else. */
  readonly isOptional: boolean;
};

/** What the index is told about its texts; it knows no names and no places by itself. */
export type SearchSetup = {
  readonly wordsOf: (text: string) => readonly SearchWord[];
  /** How near what was typed is to a text: 0 is far, higher is nearer. */
  readonly judge: (typed: string, text: string) => number;
  /** Fields in the order of their weight, the heaviest first. */
  readonly fields: readonly string[];
};

/** A document that was found, and the text that was nearest; none when its code was typed. */
export type Hit = {
  readonly id: string;
  readonly document: SearchDocument;
  readonly because:
    | { readonly is: 'code'; readonly code: string }
    | {
        readonly is: 'text';
        readonly field: string;
        readonly text: string;
        readonly nearness: number;
      };
};
