import { type ReactNode, useEffect, useRef } from 'react';
import type { Refusal } from '#kernel/result.ts';
import { Icon } from '../controls/icon.tsx';
import { useReader } from '../reader/reader.tsx';

/** A refusal: what happened, that nothing is lost, what to do now. It never blames. */
export function RefusalNotice(props: {
  readonly refusal: Refusal;
  /** It came after a press of a button that may be far below: it is brought before the eyes. */
  readonly isNews?: boolean;
  /** What a person can do here, such as a button that tries again. */
  readonly children?: ReactNode;
}) {
  const { words, wordsIfAny } = useReader();
  const { code } = props.refusal;
  const notice = useRef<HTMLElement>(null);
  const { isNews = false } = props;
  useEffect(() => {
    if (isNews) notice.current?.focus();
  }, [isNews]);
  const sentence = wordsIfAny(`refusal.${code}`);
  return (
    <section ref={notice} className="notice notice-refusal" role="alert" tabIndex={-1}>
      <Icon name="alert" />
      <div className="notice-body">
        <p className="notice-title">{sentence ?? words('refusal.unknown')}</p>
        <p>{wordsIfAny(`refusal.${code}.kept`) ?? words('refusal.kept')}</p>
        <p>{wordsIfAny(`refusal.${code}.do`) ?? words('refusal.do')}</p>
        {props.children ? <div className="stack-close">{props.children}</div> : null}
        {sentence === undefined ? (
          <p className="small quiet">
            {words('refusal.code')} <bdi>{code}</bdi>
          </p>
        ) : null}
      </div>
    </section>
  );
}
