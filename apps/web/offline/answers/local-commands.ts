import type { Actor } from '#capabilities/access/contract.ts';
import { addAttachment } from '#capabilities/cases/attachment-endpoints.ts';
import { judgeAttachment } from '#capabilities/cases/domain/add-attachment.ts';
import {
  assessRiskCommand,
  completeFirstContactCommand,
  recordConsentCommand,
  registerChildCommand,
  writePlanCommand,
} from '#capabilities/cases/domain/case-commands.ts';
import { judgeWithdrawal } from '#capabilities/cases/domain/judge-withdrawal.ts';
import {
  MAY_HAND_OVER,
  mayOpen,
  openCase,
  type Opener,
} from '#capabilities/cases/domain/open-case.ts';
import * as cases from '#capabilities/cases/endpoints.ts';
import {
  acceptResultCommand,
  correctStatementCommand,
  recordFactsCommand,
} from '#capabilities/identification/domain/identification-commands.ts';
import { judgeIdentification } from '#capabilities/identification/domain/identification-rules.ts';
import * as identification from '#capabilities/identification/endpoints.ts';
import { judgeBlocking, judgeOwner } from '#capabilities/protection/domain/note-measure.ts';
import * as parts from '#capabilities/protection/domain/part-commands.ts';
import * as protection from '#capabilities/protection/endpoints.ts';
import type { Made } from '#kernel/command.ts';
import type { DraftEntry, Entry } from '#kernel/entry.ts';
import type { Endpoint, InputOf } from '#kernel/endpoint.ts';
import { fillAll, fillForm } from '#kernel/fill-form.ts';
import type { Answers } from '#kernel/form-answers.ts';
import type { EntryId, RecordId } from '#kernel/ids.ts';
import type { OpenRecord } from '#kernel/open-record.ts';
import type { Card } from '#kernel/record-type.ts';
import { accept, type Refusal, refuse, type Result } from '#kernel/result.ts';
import { judgeSection, type SectionCommand } from '#kernel/section-command.ts';
import type { Resolution } from '#kernel/siblings.ts';
import type { CaseWork } from '../../../between-slices/case-work.ts';

/** What a command writes; with the card that it starts where it opens a case. */
export type Written = {
  readonly recordId: RecordId;
  readonly entries: readonly DraftEntry[];
  readonly card?: Card;
};

/** On what a command is judged: `record` is undefined where none is carried. */
export type JudgedOn = {
  readonly actor: Actor;
  readonly rules: CaseWork;
  readonly record: OpenRecord | undefined;
  readonly isInTeam: (worker: string, team: string) => boolean;
  /** What is carried of the record, oldest first. */
  readonly history: readonly Entry[];
  /** What is being given is told that others wrote meanwhile; what was given before joins theirs. */
  readonly whenOutdated: 'tell' | 'merge';
  readonly made: Made;
  readonly mintId: () => EntryId;
};

type Judged = Result<Written>;
type OnRecord = JudgedOn & { readonly record: OpenRecord };

export type LocalCommand = {
  readonly id: string;
  /** Undefined when only the server can say: the record is not carried here. */
  readonly judge: (input: unknown, on: JudgedOn) => Judged | undefined;
};

/** Each travelling command with the pure decision that its server takes as well. */
export const LOCAL_COMMANDS: ReadonlyMap<string, LocalCommand> = new Map(
  [
    opening(cases.openCase, ({ team }, actor) => ({
      actor,
      request: mayOpen(team),
      worker: actor.worker,
    })),
    opening(cases.handOverChild, (_input, actor) => ({
      actor,
      request: MAY_HAND_OVER,
      worker: null,
    })),
    ...[
      { endpoint: cases.completeFirstContact, make: completeFirstContactCommand },
      { endpoint: cases.registerChild, make: registerChildCommand },
      { endpoint: cases.recordConsent, make: recordConsentCommand },
      { endpoint: cases.assessRisk, make: assessRiskCommand },
    ].map(({ endpoint, make }) =>
      onRecord(endpoint, (input, on) =>
        section(on, on.rules.cases, make(on.rules.cases), input, [input.answers]),
      ),
    ),
    onRecord(cases.writePlan, (input, on) =>
      section(on, on.rules.cases, writePlanCommand(on.rules.cases), input, input.actions),
    ),
    onRecord(cases.withdrawConsent, ({ purpose, who, told }, on) =>
      written(on.record, judgeWithdrawal(on.rules.cases, on, { purpose, who, told })),
    ),
    onRecord(
      addAttachment,
      ({ recordId: _record, entryId: _entry, deviceTime: _time, ...told }, { record, ...asked }) =>
        written(record, judgeAttachment({ ...asked, record }, told)),
    ),
    onRecord(identification.recordFacts, (input, on) => {
      const command = recordFactsCommand(on.rules.identification, input);
      return command.ok ? identified(on, command.value.decide) : command;
    }),
    onRecord(identification.correctStatement, ({ entry, fact, reason }, on) =>
      identified(on, correctStatementCommand(on.rules.identification, { entry, fact, reason })),
    ),
    onRecord(identification.acceptResult, ({ evaluation, result }, on) =>
      identified(on, acceptResultCommand({ evaluation, result })),
    ),
    ...[
      { endpoint: protection.recordGuardian, make: parts.guardianCommand },
      { endpoint: protection.recordSafePlace, make: parts.safePlaceCommand },
      { endpoint: protection.recordHealth, make: parts.healthCommand },
      { endpoint: protection.recordJustice, make: parts.justiceCommand },
      { endpoint: protection.recordAssessment, make: parts.assessmentCommand },
    ].map(({ endpoint, make }) =>
      onRecord(endpoint, (input, on) =>
        section(on, on.rules.protection, make(on.rules.protection), input, [input.answers]),
      ),
    ),
    onRecord(protection.blockMeasure, ({ measure, blocked }, on) =>
      written(on.record, judgeBlocking(on, { measure, blocked })),
    ),
    onRecord(protection.setMeasureOwner, ({ measure, owner }, { isInTeam, ...on }) => {
      const isOfTeam = owner !== null && isInTeam(owner, on.record.card.team);
      return written(on.record, judgeOwner(on, { measure, owner }, isOfTeam));
    }),
  ].map((command) => [command.id, command]),
);

type Opening = typeof cases.openCase | typeof cases.handOverChild;

function opening<Declared extends Opening>(
  endpoint: Declared,
  openerOf: (input: InputOf<Opening>, actor: Actor) => Opener,
): LocalCommand {
  return {
    id: endpoint.id,
    judge: (input, { actor, rules, made, record }) => {
      const read = endpoint.input.safeParse(input);
      if (!read.success) return refuse({ code: 'request.invalid' });
      // Opened here before, and sent once more.
      if (record) return undefined;
      const { recordId, team, part, answers, formVersion: version } = read.data;
      const filled = fillForm(rules.cases, { id: 'first-contact', version }, answers, part);
      if (!filled.ok) return filled;
      const opened = { recordId, team, part, filled: filled.value, made };
      const begun = openCase(rules.cases, openerOf(read.data, actor), opened);
      return begun.ok ? accept({ recordId, ...begun.value }) : begun;
    },
  };
}

function onRecord<Declared extends Endpoint>(
  endpoint: Declared,
  judge: (input: InputOf<Declared>, on: OnRecord) => Judged,
): LocalCommand {
  return {
    id: endpoint.id,
    judge: (input, { record, ...on }) => {
      if (!record) return undefined;
      const read = endpoint.input.safeParse(input);
      if (!read.success) return refuse({ code: 'request.invalid' });
      // eslint-disable-next-line typescript/no-unsafe-type-assertion -- parsed by this very schema
      return judge(read.data as InputOf<Declared>, { ...on, record });
    },
  };
}

function section(
  { actor, record, made, mintId, history, whenOutdated }: OnRecord,
  rules: CaseWork['cases' | 'protection'],
  command: SectionCommand<Actor, Refusal>,
  input: {
    readonly formVersion: number;
    readonly basedOn: number;
    readonly resolves?: readonly Resolution[];
  },
  filledIn: readonly Answers[],
): Judged {
  const form = { id: command.formId, version: input.formVersion };
  const filled = fillAll(rules, form, filledIn);
  if (!filled.ok) return filled;
  const { basedOn, resolves = [] } = input;
  const writing = { record, made, basedOn, resolves, history, whenOutdated };
  const judged = judgeSection(rules, command, {
    ...writing,
    actor,
    form,
    filled: filled.value,
    mintId,
  });
  return judged.ok ? accept({ recordId: record.recordId, entries: judged.value.entries }) : judged;
}

function identified<Why extends Refusal>(
  { actor, record, made, mintId, rules }: OnRecord,
  decide: Parameters<typeof judgeIdentification<Why>>[2],
): Judged {
  const given = { actor, record, made: { ...made, evaluationId: mintId() } };
  return written(record, judgeIdentification(rules.identification, given, decide));
}

function written({ recordId }: OpenRecord, judged: Result<readonly DraftEntry[]>): Judged {
  return judged.ok ? accept({ recordId, entries: judged.value }) : judged;
}
