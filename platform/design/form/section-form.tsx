import { type ReactNode, useState } from 'react';
import type { Answers } from '#kernel/form-answers.ts';
import { type Field, fieldsOf, type Form, isShown } from '#kernel/form.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { SiblingView } from '#kernel/siblings-view.ts';
import type { Resolution } from '#kernel/siblings.ts';
import { useCommand } from '../calling/use-command.ts';
import { todayHere } from '../date/today-here.ts';
import { usePack } from '../pack/pack.tsx';
import { useReader } from '../reader/reader.tsx';
import { AnswersView } from './answers-view.tsx';
import { DecideValues } from './decide-values.tsx';
import { dropDraft } from './drafts.ts';
import { FormView } from './form-view.tsx';
import { OthersWork } from './others-work.tsx';

/** What a command on a section takes, whichever it writes. */
export type SectionInput = {
  readonly recordId: string;
  readonly entryId: string;
  readonly deviceTime: string;
  readonly formVersion: number;
  readonly basedOn: number;
  readonly answers: Record<string, unknown>;
  /** Questions with two values that this writing decides. */
  readonly resolves?: Resolution[];
};

/** A section as its reader has it: what stands written, and which version that is. */
export type SectionWritten = {
  readonly content: {
    readonly answers: Answers;
    readonly at: Instant;
    readonly by: { readonly name: string };
    readonly siblings?: readonly SiblingView[] | undefined;
  } | null;
  readonly position: number;
};

export type SectionFormProps = {
  readonly recordId: string;
  /** The form of the pack that the section is written with. */
  readonly formId: string;
  readonly written: SectionWritten;
  /** Answers that stand and that the view leaves out, so that saving again keeps them. */
  readonly withheld?: Answers | undefined;
  /** Values that stand beside each other, where they are known better than the view shows them. */
  readonly siblings?: readonly SiblingView[] | undefined;
  readonly trained: boolean;
  /** Answers to begin with where nothing is written yet. */
  readonly begin?: Answers | undefined;
  /** The step to begin with, where the steps before it were answered. */
  readonly beginAt?: string | undefined;
  readonly submitLabel: string;
  readonly send: (input: SectionInput) => Promise<Result<unknown>>;
  /** Reads the section again, because someone else has written meanwhile. */
  readonly reload: () => void;
  readonly onSaved: () => void;
  readonly onLeave: () => void;
  /** What stands below a question, such as where a proposal comes from. */
  readonly noteFor?: ((field: Field) => ReactNode) | undefined;
  /** Says more about a refusal than its sentence can. */
  readonly explain?: ((refusal: Refusal) => ReactNode) | undefined;
};

/**
 * A section of a record as a form: earlier answers stand in it, and saving again corrects. Where
 * someone else wrote meanwhile, their words are shown before either stands.
 */
export function SectionForm(props: SectionFormProps) {
  const { recordId, formId, written } = props;
  const pack = usePack();
  const command = useCommand();
  const form = pack.form(formId);
  const draftKey = `${formId}.${recordId}`;
  const earlier = { ...written.content?.answers, ...props.withheld };
  const [basedOn, setBasedOn] = useState(written.position);
  const submit = async (answers: Answers): Promise<Refusal | undefined> => {
    const whole = { ...leftToOthers(form, earlier, answers, props.trained), ...answers };
    const content = { recordId, formVersion: form.version, basedOn, answers: whole };
    const sent = await props.send({ ...command(content), ...content });
    if (sent.ok) {
      props.onSaved();
      return undefined;
    }
    if (sent.refusal.code === 'section.moved-on') props.reload();
    return sent.refusal;
  };
  const explain = (refused: Refusal): ReactNode => {
    if (refused.code !== 'section.moved-on') return props.explain?.(refused);
    const { content } = written;
    if (written.position === basedOn || !content) return <NowSave />;
    const { answers, by, at } = content;
    return (
      <OthersWork
        by={by.name}
        at={at}
        theirs={<AnswersView form={form} answers={answers} reference={pack.reference} />}
        onKeepMine={() => setBasedOn(written.position)}
        onKeepTheirs={() => {
          dropDraft(draftKey);
          props.onLeave();
        }}
      />
    );
  };
  return (
    <>
      <Deciding {...props} answers={earlier} />
      <FormView
        form={form}
        reference={pack.reference}
        today={todayHere()}
        trained={props.trained}
        initial={written.content ? earlier : (props.begin ?? {})}
        draftKey={draftKey}
        {...(props.beginAt === undefined ? {} : { notes: { '#step': props.beginAt } })}
        {...(props.noteFor ? { noteFor: props.noteFor } : {})}
        submitLabel={props.submitLabel}
        onSubmit={submit}
        explainRefusal={explain}
        onLeave={props.onLeave}
      />
    </>
  );
}

/** Values that stand beside each other in this section: whoever may write it decides between them. */
function Deciding(props: SectionFormProps & { readonly answers: Answers }) {
  const { recordId, written } = props;
  const pack = usePack();
  const command = useCommand();
  const form = pack.form(props.formId);
  const decide = async (
    answers: Record<string, unknown>,
    resolution: Resolution,
  ): Promise<Refusal | undefined> => {
    const formVersion = form.version;
    const resolves = [resolution];
    const content = { recordId, formVersion, basedOn: written.position, answers, resolves };
    const sent = await props.send({ ...command(content), ...content });
    if (sent.ok) props.onSaved();
    else if (sent.refusal.code === 'section.moved-on') props.reload();
    return sent.ok ? undefined : sent.refusal;
  };
  return (
    <DecideValues
      form={form}
      reference={pack.reference}
      siblings={props.siblings ?? written.content?.siblings}
      answers={props.answers}
      trained={props.trained}
      onDecide={decide}
    />
  );
}

function NowSave() {
  const { words } = useReader();
  return <p>{words('moved-on.now-save')}</p>;
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
