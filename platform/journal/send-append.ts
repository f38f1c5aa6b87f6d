import { sql } from 'kysely';
import { z } from 'zod';
import type { Sql } from '../database/open-database.ts';

/** A batch as `journal_append` takes it. */
export type AppendBatch = { readonly recordId: string } & Readonly<Record<string, unknown>>;

/** Sends a batch to the journal and gives the answer of `journal_append`. */
export type SendAppend = (batch: AppendBatch) => Promise<unknown>;

/** One statement for each batch: within a transaction, or as a transaction of its own. */
export function sendAlone(db: Sql): SendAppend {
  return async (batch) => {
    const { rows } = await sql<{ answer: unknown }>`
      select journal_append(${JSON.stringify(batch)}::text::jsonb) as answer`.execute(db);
    return rows[0]?.answer;
  };
}

/** How many statements may be under way at once, and how many batches one may carry. */
const LANES = 2;
const MOST = 64;

/**
 * Batches that wait at the same moment share one transaction and one wait for the disk; one that is
 * refused or fails undoes itself alone. Answers come when the transaction is durable. With nobody
 * else waiting, a batch goes at once, alone.
 */
export function sendTogether(db: Sql): SendAppend {
  const waiting: Waiting[] = [];
  let underWay = 0;
  const pump = (): void => {
    while (underWay < LANES && waiting.length > 0) {
      underWay += 1;
      void sendGroup(db, waiting.splice(0, MOST)).finally(() => {
        underWay -= 1;
        pump();
      });
    }
  };
  return (batch) =>
    new Promise((resolve, reject) => {
      waiting.push({ batch, resolve, reject });
      pump();
    });
}

type Waiting = {
  readonly batch: AppendBatch;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (fault: unknown) => void;
};

const Fault = z.object({ fault: z.string(), message: z.string() });

async function sendGroup(db: Sql, group: readonly Waiting[]): Promise<void> {
  // Every group locks its records in one order, so that two groups never wait for each other.
  const ordered = group.toSorted((left, right) =>
    left.batch.recordId < right.batch.recordId ? -1 : 1,
  );
  try {
    const batches = JSON.stringify(ordered.map(({ batch }) => batch));
    const { rows } = await sql<{ answers: readonly unknown[] }>`
      select journal_append_many(${batches}::text::jsonb) as answers`.execute(db);
    ordered.forEach((one, index) => settle(one, rows[0]?.answers[index]));
  } catch (fault) {
    for (const one of ordered) one.reject(fault);
  }
}

function settle({ resolve, reject }: Waiting, answer: unknown): void {
  const failed = Fault.safeParse(answer);
  if (!failed.success) resolve(answer);
  else reject(Object.assign(new Error(failed.data.message), { code: failed.data.fault }));
}
