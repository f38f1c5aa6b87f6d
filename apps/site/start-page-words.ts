/** The words of the public start page. The compiler sees to it that no language lacks a line. */
export type StartPageWords = {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly path: string;
  /** The language as its speakers write it. */
  readonly ownName: string;
  /** Names the choice of languages to those who hear the page. */
  readonly languages: string;
  readonly description: string;
  readonly leave: string;
  readonly leaveHelp: string;
  readonly skip: string;
  readonly evaluation: string;
  readonly title: string;
  readonly lead: string;
  readonly danger: {
    readonly title: string;
    readonly call: string;
    readonly doTitle: string;
    readonly doThis: readonly string[];
    readonly dontTitle: string;
    readonly dont: readonly string[];
    readonly listen: string;
  };
  readonly what: { readonly title: string; readonly lines: readonly string[] };
  readonly where: {
    readonly title: string;
    readonly lead: string;
    readonly places: readonly string[];
  };
  readonly figures: {
    readonly title: string;
    readonly items: readonly { readonly figure: string; readonly meaning: string }[];
    readonly detected: string;
    readonly source: string;
  };
  readonly workers: {
    readonly title: string;
    readonly text: string;
    readonly signIn: string;
    /** In an evaluation only. */
    readonly tour: string;
    readonly privacy: string;
  };
  readonly licence: string;
  readonly unreviewed: string | undefined;
};
