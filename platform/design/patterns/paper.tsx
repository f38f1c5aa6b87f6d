import { useLayoutEffect } from 'react';
import { todayHere } from '../date/today-here.ts';
import { Button } from '../controls/button.tsx';
import { useReader } from '../reader/reader.tsx';

/** How a page goes onto paper. */
export type Paper = {
  /** Stands at the foot of each sheet, so that a loose one finds its place. Never a name. */
  readonly code?: string | undefined;
  /** The page offers to be printed; others only come out well when someone does. */
  readonly isOffered?: boolean;
  /** The paper goes into the child's hands: no code, nothing that gives away what it is about. */
  readonly isForChild?: boolean;
};

/** The head of a printed page, and what stands at the foot of each sheet. Nothing of it is on screen. */
export function PaperHead({ code, isForChild = false }: Paper) {
  const { words, day } = useReader();
  const printed = words('paper.printed', { day: day(todayHere()) });
  useSheetFoot(isForChild ? '' : (code ?? ''), isForChild ? '' : printed);
  if (isForChild) return null;
  return (
    <div className="paper-head paper-only" aria-hidden="true">
      {code ? <bdi className="code">{code}</bdi> : null}
      <span>{printed}</span>
      <span>{words('paper.confidential')}</span>
    </div>
  );
}

/** The way to paper, for pages that are kept as one. */
export function PrintButton() {
  const { words } = useReader();
  return (
    <div className="row screen-only">
      <Button kind="plain" icon="print" onPress={() => window.print()}>
        {words('paper.print')}
      </Button>
      <span className="small quiet">{words('paper.what')}</span>
    </div>
  );
}

/**
 * Page margin boxes take no text from the page itself, so the rule is made here, as a sheet that the
 * content policy allows. A browser that knows no margin boxes prints its own page numbers.
 */
function useSheetFoot(start: string, end: string): void {
  useLayoutEffect(() => {
    if (!('adoptedStyleSheets' in document)) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `@page { @bottom-left { content: ${inCss(start)} } @bottom-right { content: ${inCss(end)} ${inCss(end === '' ? '' : ' · ')} counter(page) " / " counter(pages) } }`,
    );
    document.adoptedStyleSheets.push(sheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [start, end]);
}

function inCss(text: string): string {
  return `"${text.replaceAll(/["\\\n]/g, ' ')}"`;
}
