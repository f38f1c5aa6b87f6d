import type { FastifyInstance } from 'fastify';
import type { Endpoint } from '#kernel/endpoint.ts';
import { escapeHtml, sendPage } from './pages.ts';
import { CommonRefused, problemUrl } from './problem.ts';
import { COMMON_REFUSALS, type RefusalSentences } from './refusal-sentences.ts';

type Entry = {
  readonly code: string;
  readonly happened: string;
  readonly todo: string;
  readonly statuses: readonly number[];
  readonly operations: readonly string[];
};

/** `/problems` and `/problems/CODE`: what every refusal means, made from the declarations. */
export function serveCatalogue(
  app: FastifyInstance,
  endpoints: readonly Endpoint[],
  sentences: RefusalSentences,
): void {
  const entries = new Map(
    Object.keys(sentences)
      .toSorted()
      .map((code) => [code, entryOf(code, endpoints, sentences)]),
  );
  const index = page('What Amparo refuses, and why', indexOf([...entries.values()]));
  app.get('/problems', async (_request, reply) => sendPage(reply, index));
  app.get<{ Params: { code: string } }>('/problems/:code', async (request, reply) => {
    const entry = entries.get(request.params.code);
    if (entry === undefined) throw new CommonRefused('request.not-found');
    return sendPage(reply, page(entry.code, detailOf(entry)));
  });
}

function entryOf(code: string, endpoints: readonly Endpoint[], sentences: RefusalSentences): Entry {
  const declaring = endpoints.filter((each) => each.refusals[code] !== undefined);
  const common = Object.entries(COMMON_REFUSALS).find(([each]) => each === code)?.[1];
  const declared = declaring.flatMap((each) => each.refusals[code] ?? []);
  const always = code === 'fault' ? [500] : common === undefined ? [] : [common];
  return {
    code,
    happened: sentences[code]?.happened ?? '',
    todo: sentences[code]?.todo ?? '',
    statuses: [...new Set([...always, ...declared])],
    operations: declaring.map((each) => `${each.method} ${each.path}: ${each.summary}`),
  };
}

function indexOf(entries: readonly Entry[]): string {
  const rows = entries.map(
    (
      entry,
    ) => `<tr><th scope="row"><a href="${problemUrl(entry.code)}">${escapeHtml(entry.code)}</a></th>
      <td>${entry.statuses.join(', ')}</td><td>${escapeHtml(entry.happened)}</td></tr>`,
  );
  return `<p>Each refusal has a code that never changes its meaning. Answers are
    <code>application/problem+json</code> (RFC 9457).</p>
    <table><thead><tr><th scope="col">Code</th><th scope="col">Status</th>
    <th scope="col">What happened</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function detailOf(entry: Entry): string {
  const operations =
    entry.operations.length === 0
      ? '<p>Any operation may answer with it.</p>'
      : `<h2>Operations</h2><ul>${entry.operations.map((each) => `<li>${escapeHtml(each)}</li>`).join('')}</ul>`;
  return `<p>${escapeHtml(entry.happened)}</p><h2>What to do</h2><p>${escapeHtml(entry.todo)}</p>
    <p>HTTP status: ${entry.statuses.join(', ')}</p>${operations}
    <p><a href="/problems">All codes</a></p>`;
}

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
color:#1d2a2a;background:#fff}a{color:#00545c}table{border-collapse:collapse}th,td{text-align:start;
vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #c8d2d2;font-weight:400;overflow-wrap:anywhere}`;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width"><title>${escapeHtml(title)} – Amparo</title>
    <style>${STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
}
