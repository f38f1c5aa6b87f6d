import { type ReactNode, useState } from 'react';
import type { Answers } from '#kernel/form-answers.ts';
import { fieldsOf, type Form, isShown } from '#kernel/form.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { todayHere } from '#platform/design/date/today-here.ts';
import { AnswersView } from '#platform/design/form/answers-view.tsx';
import { dropDraft } from '#platform/design/form/drafts.ts';
import { FormView } from '#platform/design/form/form-view.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { PartView } from '../domain/views.ts';
import type { PartName } from './parts.ts';
import type { Go } from './worker-here.ts';

/** What a command on a part takes, whichever it is. */
export type PartInput = {
  readonly recordId: string;
  readonly entryId: string;
  readonly deviceTime: string;
  readonly formVersion: number;
  readonly basedOn: number;
  readonly answers: Record<string, unknown>;
};

type PartFormProps = {
  readonly recordId: string;
  readonly part: PartName;
  readonly written: PartView;
  /** Answers that stand and that the view leaves out, so that saving again keeps them. */
  readonly withheld?: Answers;
  readonly begin: Answers;
  readonly trained: boolean;
  readonly send: (input: PartInput) => Promise<Result<unknown>>;
  /** Reads the part again, because someone else has written meanwhile. */
  readonly reload: () => void;
  readonly go: Go;
  readonly onSaved: () => void;
};

/** A part of the protection as a form: earlier answers stand in it, and saving again corrects. */
export function PartForm(props: PartFormProps) {
  const { recordId, part, written, go } = props;
  const { words } = useReader();
  const pack = usePack();
  const command = useCommand();
  const form = pack.form(part);
  const draftKey = `${part}.${recordId}`;
  const earlier = { ...written.content?.answers, ...props.withheld };
  const [basedOn, setBasedOn] = useState(written.position);
  const submit = async (answers: Answers): Promise<Refusal | undefined> => {
    const whole = { ...leftToOthers(form, earlier, answers, props.trained), ...answers };
    const content = { recordId, formVersion: form.version, basedOn, answers: whole };
    const sent = await props.send({ ...command(content), ...content });
    if (sent.ok) {
      props.onSaved();
      go(`/cases/${recordId}`);
      return undefined;
    }
    if (sent.refusal.code === 'section.moved-on') props.reload();
    return sent.refusal;
  };
  const explain = (refused: Refusal): ReactNode => {
    if (refused.code !== 'section.moved-on') return <WhichDay refusal={refused} part={part} />;
    if (written.position === basedOn || !written.content)
      return <p>{words('moved-on.now-save')}</p>;
    return (
      <OthersWork
        part={part}
        content={written.content}
        onKeepMine={() => setBasedOn(written.position)}
        onKeepTheirs={() => {
          dropDraft(draftKey);
          go(`/cases/${recordId}`);
        }}
      />
    );
  };
  return (
    <FormView
      form={form}
      reference={pack.reference}
      today={todayHere()}
      trained={props.trained}
      initial={written.content ? earlier : props.begin}
      draftKey={draftKey}
      submitLabel={words('protection.save')}
      onSubmit={submit}
      explainRefusal={explain}
      onLeave={() => go(`/cases/${recordId}`)}
    />
  );
}

/** The day that is wrong, by the question that asked for it. */
function WhichDay({ refusal, part }: { readonly refusal: Refusal; readonly part: PartName }) {
  const { wordsIfAny, list } = useReader();
  const details: Readonly<Record<string, unknown>> = { ...refusal };
  const labels = [details['earlier'], details['field']].flatMap((field) => {
    const label = typeof field === 'string' ? wordsIfAny(`form.${part}.field.${field}`) : undefined;
    return label === undefined ? [] : [label];
  });
  return labels.length === 0 ? null : <p>{list(labels)}</p>;
}

/** What a colleague wrote while this person was writing: to be read before either stands. */
function OthersWork(props: {
  readonly part: PartName;
  readonly content: NonNullable<PartView['content']>;
  readonly onKeepMine: () => void;
  readonly onKeepTheirs: () => void;
}) {
  const { content } = props;
  const { words, instant } = useReader();
  const pack = usePack();
  return (
    <>
      <div className="others-work">
        <p className="small quiet">
          {words('part.by', { name: content.by.name, at: instant(content.at) })}
        </p>
        <AnswersView
          form={pack.form(props.part)}
          answers={content.answers}
          reference={pack.reference}
        />
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

/** Earlier answers to questions that only trained colleagues ask: whoever may not ask them keeps them as they are. */
function leftToOthers(form: Form, earlier: Answers, answers: Answers, trained: boolean): Answers {
  if (trained) return {};
  const kept = fieldsOf(form).filter(
    (field) =>
      field.trainedOnly &&
      earlier[field.id] !== undefined &&
      isShown(field, { ...earlier, ...answers }),
  );
  return Object.fromEntries(kept.map((field) => [field.id, earlier[field.id]]));
}
