import type { Instant } from '#kernel/instant.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { CaseCode, codeText } from './case-marks.tsx';
import { Phone } from './hand-over-home.tsx';

/** What the sender keeps: a code, whom to call, and when it arrived. */
export function HandOverReceipt(props: {
  readonly receipt: {
    readonly code: string;
    readonly receipt: { readonly at: Instant; readonly isKept?: boolean | undefined };
  };
  readonly to: { readonly name: string; readonly agency: string; readonly phone: string | null };
  readonly onDone: () => void;
}) {
  const { words, instant } = useReader();
  const { code, receipt } = props.receipt;
  // The team must not be believed to know of a child of whom nothing was sent.
  const { isKept = false } = receipt;
  return (
    <Page
      title={words('receipt.title')}
      paper={{ code: codeText(code), isOffered: true }}
      action={
        <Button kind="primary" isWide onPress={props.onDone}>
          {words('receipt.done')}
        </Button>
      }
    >
      <Notice
        kind={isKept ? 'due' : 'done'}
        title={
          isKept ? words('receipt.kept') : words('receipt.arrived', { at: instant(receipt.at) })
        }
        isNews
      >
        {isKept ? <p>{words('receipt.kept.call')}</p> : null}
        <p>
          <bdi>{props.to.name}</bdi>, <bdi>{props.to.agency}</bdi>
        </p>
        {props.to.phone === null ? null : (
          <p>
            <Phone number={props.to.phone} />
          </p>
        )}
      </Notice>
      <div className="receipt-code">
        <p>{words('receipt.code')}</p>
        <p className="receipt-code-text">
          <CaseCode code={code} />
        </p>
        <p className="quiet">{words('receipt.code.help')}</p>
      </div>
      <ol className="steps">
        <li>{words('receipt.call', { team: props.to.name })}</li>
        <li>{words('receipt.stay')}</li>
        <li>{words('receipt.forget')}</li>
      </ol>
    </Page>
  );
}
