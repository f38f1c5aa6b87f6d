import { type Actor, type AccessRefusal, permit } from '#capabilities/access/contract.ts';
import type { InputOf } from '#kernel/endpoint.ts';
import type { Answers } from '#kernel/form-answers.ts';
import { fieldsOf, type Form } from '#kernel/form.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { accessOf } from '#kernel/open-record.ts';
import { fillForm } from '#kernel/fill-form.ts';
import type { Handler } from '#platform/http/route.ts';
import type { AgeEvidence } from '../domain/age-at-event.ts';
import { factsFromAnswers } from '../domain/facts-from-answers.ts';
import { recordFacts } from '../domain/record-facts.ts';
import type { recordFacts as recordFactsEndpoint } from '../endpoints.ts';
import { statesFacts } from './states-facts.ts';
import { command, type IdentificationDesk, type Judged } from './identification-desk.ts';

type Input = InputOf<typeof recordFactsEndpoint>;
type Filled = { readonly form: Form; readonly answers: Answers };

export function recordFactsHandler(desk: IdentificationDesk): Handler<typeof recordFactsEndpoint> {
  return async (input, call) => {
    const filled = fill(desk, input);
    if (!filled.ok) return filled;
    const { form, answers } = filled.value;
    const { event, ageAtEvent } = input;
    const facts = factsFromAnswers(form, answers, input.evidence, desk.reference.lists);
    return command(desk, input, call, {
      isSame: statesFacts(facts, { event, ageAtEvent, answers }),
      decide: (judged) => {
        const asked = mayHaveAsked(judged, form, answers);
        if (!asked.ok) return asked;
        const age = ageOf(judged, input);
        const used = { id: form.id, version: form.version };
        const said = saysSomething(form, answers) || facts.length > 0 || age ? answers : {};
        const told = { facts, age, form: used, answers: said };
        return recordFacts(judged.state, desk.ruleset, judged.made, told);
      },
    });
  };
}

/** Words alone are worth keeping: a child who says one sentence and stops has said something. */
function saysSomething(form: Form, answers: Answers): boolean {
  return fieldsOf(form).some(
    ({ id, kind }) => (kind === 'exact-words' || kind === 'long-text') && answers[id] !== undefined,
  );
}

function fill(desk: IdentificationDesk, { formId: id, formVersion: version, answers }: Input) {
  const form = desk.formOf(id, version);
  if (form?.section !== 'identification')
    return refuse({ code: 'form.version.unknown', form: id, version });
  const filled = fillForm(desk, { id, version }, answers);
  return filled.ok ? accept<Filled>({ form, answers: filled.value.answers }) : filled;
}

/** AC-6: answers to sensitive questions come from trained people only. */
function mayHaveAsked(
  { actor, record }: { readonly actor: Actor } & Pick<Judged, 'record'>,
  form: Form,
  answers: Answers,
): Result<true, AccessRefusal> {
  const isSensitive = fieldsOf(form).some(
    (field) => field.trainedOnly && answers[field.id] !== undefined,
  );
  return isSensitive
    ? permit(actor, { action: 'ask-sensitive', record: accessOf(record) })
    : accept(true);
}

/** What was said about the event and the age then, added to what was known; null when nothing was. */
function ageOf({ state }: Judged, { event, ageAtEvent }: Input): AgeEvidence | null {
  if (!event && !ageAtEvent) return null;
  return {
    ...state.age,
    event: event ?? state.age.event,
    agesAtEvent: ageAtEvent
      ? [...state.age.agesAtEvent, ageAtEvent].slice(-20)
      : state.age.agesAtEvent,
  };
}
