import { Link } from '#platform/design/controls/link.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { ConsentPurpose } from '../domain/sections.ts';
import type { CaseView } from '../domain/views.ts';

type Content = NonNullable<CaseView['consent']>['content'];

/** What stands agreed and can be taken back. */
export function agreedPurposes(content: Content): readonly ConsentPurpose[] {
  return ConsentPurpose.options.filter((purpose) => content?.answers[purpose] === 'agreed');
}

/** On the case: what was taken back, when, by whom, with what it stops; and the way to take back more. */
export function ConsentMarks(props: { readonly view: CaseView }) {
  const { consent, recordId } = props.view;
  const { words, wordsIfAny, instant } = useReader();
  if (!consent?.content) return null;
  const mayWithdraw = consent.mayWrite && agreedPurposes(consent.content).length > 0;
  return (
    <>
      {consent.content.withdrawn.map((one) => (
        <div key={`${one.purpose}.${one.at}`} className="withdrawn stack-close">
          <p>
            {words('withdrawn.what', { purpose: words(`consent.purpose.${one.purpose}`) })}{' '}
            <span className="small quiet">
              {words('withdrawn.by', {
                who: wordsIfAny(`list.consent-giver.${one.who}`) ?? one.who,
                at: instant(one.at),
                name: one.by.name,
              })}
            </span>
          </p>
          <p className="small">{words(`withdraw.stops.${one.purpose}`)}</p>
        </div>
      ))}
      {mayWithdraw ? (
        <p>
          <Link to={`/cases/${recordId}/consent/withdraw`}>{words('withdraw.open')}</Link>
        </p>
      ) : null}
    </>
  );
}
