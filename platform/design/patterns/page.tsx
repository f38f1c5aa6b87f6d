import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../controls/icon.tsx';
import { Link } from '../controls/link.tsx';
import { useWideScreen } from '../reader/wide-screen.ts';
import { type Paper, PaperHead, PrintButton } from './paper.tsx';

type PageProps = {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly back?: { readonly to: string; readonly label: string };
  /** The one clear next step; on a phone it stays within reach of the thumb. */
  readonly action?: ReactNode;
  /** On a wide screen the step stands beside the heading, where a long page does not push it away. */
  readonly actionFirst?: boolean;
  readonly aside?: ReactNode;
  readonly width?: 'narrow' | 'wide';
  /** How this page goes onto paper. */
  readonly paper?: Paper;
  readonly children?: ReactNode;
};

/** One screen. The heading takes the focus, so that a screen reader starts there after a change. */
export function Page(props: PageProps) {
  const isFirst = useWideScreen() && props.actionFirst === true;
  const action = props.action ? <div className="page-action">{props.action}</div> : null;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The first page of a visit leaves the focus at the top, where the skip link is.
    if (document.activeElement !== document.body || isLaterPage) heading.current?.focus();
    isLaterPage = true;
  }, []);
  return (
    <div className={`page page-${props.width ?? 'narrow'}`}>
      <AboveHeading {...props} />
      <div className={isFirst ? 'page-head-row' : ''}>
        <header className="page-head">
          <h1 ref={heading} tabIndex={-1}>
            {props.title}
          </h1>
          {props.lead ? <p className="page-lead">{props.lead}</p> : null}
        </header>
        {isFirst ? action : null}
      </div>
      <div className={props.aside ? 'page-columns' : ''}>
        <div className="stack-wide">{props.children}</div>
        {props.aside ? <aside className="stack">{props.aside}</aside> : null}
      </div>
      {props.paper?.isOffered ? <PrintButton /> : null}
      {isFirst ? null : action}
    </div>
  );
}

let isLaterPage = false;

function AboveHeading({ paper, back }: PageProps) {
  return (
    <>
      {paper ? <PaperHead {...paper} /> : null}
      {back ? (
        <p className="page-back">
          <Icon name="back" />
          <Link to={back.to}>{back.label}</Link>
        </p>
      ) : null}
    </>
  );
}

/** A part of a page, with its own heading. */
export function Section(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <section className="section">
      <div className="section-head">
        <h2>{props.title}</h2>
        {props.action}
      </div>
      {props.children}
    </section>
  );
}
