import { type ReactNode, useState } from 'react';
import type { Answers } from '#kernel/form-answers.ts';
import { type Field, fieldsOf, type Form, isShown } from '#kernel/form.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { dropDraft } from '#platform/design/form/drafts.ts';
import { FormView } from '#platform/design/form/form-view.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { PartView } from './case-parts.ts';
import { OthersWork } from './others-work.tsx';
import { noteSaved } from './saved-news.ts';
import { todayHere } from '#platform/design/date/today-here.ts';
import type { Go } from './worker-here.ts';

/** What a section command takes, whichever part it writes. */
export type SectionInput = {
  readonly recordId: string;
  readonly entryId: string;
  readonly deviceTime: string;
  readonly formVersion: number;
  readonly basedOn: number;
  readonly answers: Record<string, unknown>;
};

type SectionFormProps = {
  readonly recordId: string;
  readonly part: 'first-contact' | 'registration' | 'consent' | 'risk';
  readonly written: PartView;
  readonly trained: boolean;
  /** Answers to begin with where nothing is written yet. */
  readonly begin?: Answers;
  /** The step to begin with, where the steps before it were answered. */
  readonly beginAt?: string | undefined;
  readonly submitLabel: string;
  readonly send: (input: SectionInput) => Promise<Result<unknown>>;
  /** Reads the case again, because someone else has written meanwhile. */
  readonly reload: () => void;
  readonly go: Go;
  /** What stands below a question, such as where a proposal comes from. */
  readonly noteFor?: (field: Field) => ReactNode;
  /** Says more about a refusal than its sentence can. */
  readonly explain?: (refusal: Refusal) => ReactNode;
};

/** A part of the case as a form: earlier answers stand in it, and saving again corrects. */
export function SectionForm(props: SectionFormProps) {
  const { recordId, part, written, go } = props;
  const pack = usePack();
  const command = useCommand();
  const form = pack.form(part);
  const draftKey = `${part}.${recordId}`;
  const earlier = written.content?.answers ?? {};
  const [basedOn, setBasedOn] = useState(written.position);
  const submit = async (answers: Answers): Promise<Refusal | undefined> => {
    const whole = { ...leftToOthers(form, earlier, answers, props.trained), ...answers };
    const content = { recordId, formVersion: form.version, basedOn, answers: whole };
    const sent = await props.send({ ...command(content), ...content });
    if (sent.ok) {
      noteSaved(recordId, part);
      go(`/cases/${recordId}`);
      return undefined;
    }
    if (sent.refusal.code === 'section.moved-on') props.reload();
    return sent.refusal;
  };
  const explain = (refused: Refusal): ReactNode => {
    if (refused.code !== 'section.moved-on') return props.explain?.(refused);
    if (written.position === basedOn || !written.content) return <NowSave />;
    return (
      <OthersWork
        formId={part}
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
      initial={written.content ? earlier : (props.begin ?? {})}
      draftKey={draftKey}
      {...(props.beginAt === undefined ? {} : { notes: { '#step': props.beginAt } })}
      {...(props.noteFor ? { noteFor: props.noteFor } : {})}
      submitLabel={props.submitLabel}
      onSubmit={submit}
      explainRefusal={explain}
      onLeave={() => go(`/cases/${recordId}`)}
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
