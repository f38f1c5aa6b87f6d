import type { ReactNode } from 'react';
import { Mark } from '#platform/design/patterns/notice.tsx';
import { type Reader, useReader } from '#platform/design/reader/reader.tsx';
import type { Message } from '../domain/message.ts';
import { codeWords, listWords } from './referral-words.ts';
import './referral.css';

/** The message to a service as a sheet: exactly what leaves, and how it will be read. */
export function MessageSheet(props: {
  readonly message: Message;
  readonly from: string;
  readonly to: string;
  /** Who the child is, where the reader of this sheet knows it. */
  readonly child?: ReactNode;
}) {
  const reader = useReader();
  const { words } = reader;
  const { message, from } = props;
  return (
    <article className="sheet" aria-label={words('referral.sheet')}>
      <header className="sheet-head">
        <p className="sheet-to">
          <span className="sheet-label">{words('referral.to')}</span>
          <bdi>{props.to}</bdi>
        </p>
        <p className="small quiet">
          {words('referral.from')} <bdi>{from}</bdi>
        </p>
        <p className="sheet-code code" dir="ltr">
          {message.caseCode}
        </p>
      </header>
      <div className="sheet-asked">
        <p className="row">
          <Urgency message={message} />
          <span className="quiet">{codeWords(reader, 'referral-reason', message.reason)}</span>
        </p>
        <p className="sheet-text" dir="auto">
          {message.asked}
        </p>
      </div>
      <dl className="sheet-facts">
        <Line label={words('referral.child')}>
          {props.child}
          <span>{childWords(message, reader)}</span>
        </Line>
        <Line label={words('referral.contact')}>
          <span>{codeWords(reader, 'referral-contact', message.contactWay)}</span>
          {message.contactNote === null ? null : (
            <span className="sheet-note" dir="auto">
              {message.contactNote}
            </span>
          )}
        </Line>
        <Line label={words('referral.told')}>
          <span dir="auto">{message.told}</span>
        </Line>
        <Line label={words('referral.allowed')}>{groundWords(message, reader)}</Line>
      </dl>
    </article>
  );
}

function Line(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Urgency({ message }: { readonly message: Message }) {
  const reader = useReader();
  const { urgency, replyHours } = message;
  return (
    <>
      <Mark kind={urgency === 'immediate' ? 'danger' : 'due'}>
        {codeWords(reader, 'referral-urgency', urgency)}
      </Mark>
      {replyHours === null ? null : (
        <span className="small">{replyWithin(replyHours, reader)}</span>
      )}
    </>
  );
}

/** Days where they are whole, so that nobody has to divide. */
export function replyWithin(hours: number, { words }: Pick<Reader, 'words'>): string {
  return hours >= 48 && hours % 24 === 0
    ? words('referral.reply-in.days', { count: hours / 24 })
    : words('referral.reply-in.hours', { count: hours });
}

/** "Girl, 12 to 14 years, speaks English": as much as a service needs to prepare, and no name. */
function childWords({ sex, ageBand, languages }: Message, reader: Reader): string {
  const { words } = reader;
  const parts = [
    sex === null ? words('referral.sex-unknown') : codeWords(reader, 'sex', sex),
    ageBand === null
      ? words('referral.age-unknown')
      : (reader.wordsIfAny(`referral.age.${ageBand}`) ?? ageBand),
    languages.length === 0
      ? words('referral.language-unknown')
      : words('referral.speaks', { languages: listWords(reader, 'language', languages) }),
  ];
  return parts.join(' · ');
}

/** On what the telling rests, and until when. */
function groundWords({ ground }: Message, reader: Reader): string {
  const { words, day } = reader;
  if (ground.kind === 'basis')
    return words('referral.by-basis', {
      basis: codeWords(reader, 'legal-basis', ground.basis ?? ''),
    });
  const by = listWords(reader, 'consent-giver', ground.by);
  return ground.until === null
    ? words('referral.by-consent', { by })
    : words('referral.by-consent-until', { by, day: day(ground.until) });
}
