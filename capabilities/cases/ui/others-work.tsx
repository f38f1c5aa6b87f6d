import type { ReactNode } from 'react';
import { Button } from '#platform/design/controls/button.tsx';
import { AnswersView } from '#platform/design/form/answers-view.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { WrittenBy } from './case-written.tsx';
import type { WrittenAnswers } from './case-parts.ts';

/** What a colleague wrote while this person was writing: to be read before either stands. */
export function OthersWork(props: {
  readonly formId: string;
  readonly content: WrittenAnswers;
  readonly onKeepMine: () => void;
  readonly onKeepTheirs: () => void;
}) {
  const pack = usePack();
  return (
    <MovedOn
      {...props}
      by={props.content.by.name}
      at={props.content.at}
      theirs={
        <AnswersView
          form={pack.form(props.formId)}
          answers={props.content.answers}
          reference={pack.reference}
        />
      }
    />
  );
}

/** The two ways on: what was typed stays in either case until the person decides. */
export function MovedOn(props: {
  readonly by: string;
  readonly at: WrittenAnswers['at'];
  readonly theirs: ReactNode;
  readonly onKeepMine: () => void;
  readonly onKeepTheirs: () => void;
}) {
  const { words } = useReader();
  return (
    <>
      <div className="others-work">
        <WrittenBy by={props.by} at={props.at} />
        {props.theirs}
      </div>
      <div className="row">
        <Button kind="primary" onPress={props.onKeepMine}>
          {words('moved-on.mine')}
        </Button>
        <Button onPress={props.onKeepTheirs}>{words('moved-on.theirs')}</Button>
      </div>
    </>
  );
}
