import { expect } from 'vitest';
import type { Endpoint } from '#kernel/endpoint.ts';
import { openACase } from './test-case.ts';
import type { Answer, Client, CountryServer } from './test-country.ts';

/** Remembers the codes that were answered, so that a test can tell which were never reached. */
export function refusalsReached() {
  const reached = new Set<string>();

  /** The code of a refusal, or `ok 200`. A refusal has a sentence, and shows nothing of the inside. */
  const refused = async (answer: Promise<Answer>): Promise<string> => {
    const { status, code, body } = await answer;
    if (code === undefined) return `ok ${status}`;
    reached.add(code);
    expect(body.detail.length).toBeGreaterThan(20);
    expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts\b|select |zod/i);
    return code;
  };

  /** Posts to a fresh case, by Sela; `prepare` may add to it before. */
  const onCase = async (
    where: CountryServer,
    part: string,
    body: object,
    prepare: (sela: Client, recordId: string) => Promise<unknown> = async () => undefined,
  ): Promise<string> => {
    const sela = where.as('sela');
    const { recordId } = await openACase(sela);
    await prepare(sela, recordId);
    return refused(sela.post(`/cases/${recordId}/${part}`, body));
  };

  /** Codes that these operations declare and that were neither reached nor explained. */
  const unreached = (
    endpoints: readonly Endpoint[],
    elsewhere: Readonly<Record<string, string>>,
  ): readonly string[] => {
    const declared = new Set(endpoints.flatMap((each) => Object.keys(each.refusals)));
    const explained = Object.keys(elsewhere);
    return [
      ...[...declared].filter((code) => !reached.has(code) && !explained.includes(code)),
      ...explained.filter((code) => !declared.has(code) || reached.has(code)),
    ];
  };

  return { refused, onCase, unreached };
}
