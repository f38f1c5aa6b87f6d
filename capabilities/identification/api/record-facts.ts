import type { Handler } from '#platform/http/route.ts';
import { recordFactsCommand } from '../domain/identification-commands.ts';
import type { recordFacts } from '../endpoints.ts';
import { command, type IdentificationDesk } from './identification-desk.ts';
import { statesFacts } from './states-facts.ts';

export function recordFactsHandler(desk: IdentificationDesk): Handler<typeof recordFacts> {
  return async (input, call) => {
    const sent = recordFactsCommand(desk, input);
    if (!sent.ok) return sent;
    const { facts, answers, decide } = sent.value;
    const { event, ageAtEvent } = input;
    const isSame = statesFacts(facts, { event, ageAtEvent, answers });
    return command(desk, input, call, { isSame, decide });
  };
}
