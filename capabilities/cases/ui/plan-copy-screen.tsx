import { answersAs } from '#kernel/form-answers.ts';
import { codeLabelKey } from '#kernel/form-messages.ts';
import { fieldsOf } from '#kernel/form.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Quotation } from '#platform/design/patterns/quotation.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { planActionContract } from '../domain/form-contracts.ts';
import type { PlanWritten } from './case-parts.ts';
import { WithCase } from './with-case.tsx';

/** The child's own copy: simple words, no name, no code, nothing of what happened. */
export function PlanCopyScreen({ recordId }: { readonly recordId: string }) {
  const { words } = useReader();
  return (
    <WithCase
      recordId={recordId}
      title={words('copy.title')}
      lead={words('copy.lead')}
      width="narrow"
      isForChild
    >
      {({ plan }) =>
        plan?.content ? (
          <Copy plan={plan.content} />
        ) : (
          <EmptyState title={words('copy.none')}>
            <p>{words('copy.none.do')}</p>
          </EmptyState>
        )
      }
    </WithCase>
  );
}

function Copy({ plan }: { readonly plan: PlanWritten }) {
  const { words } = useReader();
  return (
    <div className="stack-wide">
      <div className="screen-only stack">
        <Notice kind="info" title={words('copy.safe')}>
          <p>{words('copy.safe.do')}</p>
        </Notice>
        {plan.judgement?.approved ? null : <p className="small">{words('copy.not-approved')}</p>}
      </div>
      <ol className="plan-copy">
        {plan.actions.map((action, index) => (
          <CopyAction key={index} answers={action.answers} />
        ))}
      </ol>
      <div className="stack">
        <p>{words('copy.say-no')}</p>
        <p>{words('copy.ask')}</p>
        <p>{words('copy.helper')} ____________________________</p>
      </div>
      <div className="page-action screen-only">
        <Button kind="primary" onPress={() => window.print()}>
          {words('copy.print')}
        </Button>
      </div>
    </div>
  );
}

function CopyAction({ answers }: { readonly answers: Readonly<Record<string, unknown>> }) {
  const { words, wordsIfAny, day } = useReader();
  const owner = useOwnerWords(answers['owner']);
  const { goal, action, dueDay } = answersAs(answers, planActionContract);
  const own = answers['childWords'];
  return (
    <li>
      <p className="plan-goal">
        <bdi>{goal}</bdi>
      </p>
      <p>
        <bdi>{action}</bdi>
      </p>
      <p>
        {owner === undefined ? null : words('copy.who', { who: owner })}{' '}
        {dueDay ? words('copy.when', { day: day(dueDay) }) : null}
      </p>
      {typeof own === 'string' ? <Quotation words={own} by={wordsIfAny('copy.you')} /> : null}
    </li>
  );
}

function useOwnerWords(code: unknown): string | undefined {
  const { wordsIfAny } = useReader();
  const owner = fieldsOf(usePack().form('plan')).find((field) => field.id === 'owner');
  if (owner?.kind !== 'choice' || typeof code !== 'string') return undefined;
  // The list names the child from outside; on the child's own copy it is "you".
  return wordsIfAny(`copy.owner.${code}`) ?? wordsIfAny(codeLabelKey(owner.list, code));
}
