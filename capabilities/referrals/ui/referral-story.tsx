import { useReader } from '#platform/design/reader/reader.tsx';
import type { ReferralView } from '../domain/views.ts';
import { ReplyWords } from './referral-entry.tsx';
import { codeWords } from './referral-words.ts';

/** What became of a referral, oldest first: sent, told, each answer, recalled. */
export function ReferralStory({ referral }: { readonly referral: ReferralView }) {
  const reader = useReader();
  const { words, instant, day } = reader;
  const { handedOver, withdrawn } = referral;
  return (
    <ol className="steps">
      <li>
        <p>{words('referral.story.sent', { at: instant(referral.at), name: referral.by.name })}</p>
      </li>
      {handedOver ? (
        <li>
          <p>
            {words('referral.story.told', {
              way: codeWords(reader, 'referral-way', handedOver.way),
              day: day(handedOver.on),
              name: handedOver.by.name,
            })}
          </p>
        </li>
      ) : null}
      {referral.answers.map((answer) => (
        <li key={answer.at}>
          <ReplyWords reply={answer.reply} />
          {answer.note === null ? null : (
            <blockquote className="note" dir="auto">
              {answer.note}
            </blockquote>
          )}
          <p className="small quiet">
            {words(`referral.story.${answer.heardBy}`, {
              at: instant(answer.at),
              name: answer.by.name,
            })}
          </p>
        </li>
      ))}
      {withdrawn ? (
        <li>
          <p>
            {words('referral.story.withdrawn', {
              reason: codeWords(reader, 'referral-withdrawal', withdrawn.reason),
              at: instant(withdrawn.at),
              name: withdrawn.by.name,
            })}
          </p>
        </li>
      ) : null}
    </ol>
  );
}
