import { useState } from 'react';
import { accept, type Refusal, refuse, type Result } from '#kernel/result.ts';
import { type Api, useApi } from '#platform/design/calling/api.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { CarriedPart, MOST_PARTS, type ReceiptFile } from '#platform/sync/protocol/carried-file.ts';
import { carryFile } from '#platform/sync/protocol/endpoints.ts';
import { FileChoice } from './file-choice.tsx';
import { fileName, saveFile } from './save-file.ts';

/** In an office with a network: takes in a file that somebody carried, and gives the answer to it. */
export function TakeInPage() {
  const { words } = useReader();
  const api = useApi();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const [taken, setTaken] = useState<Taken | undefined>(undefined);
  const takeIn = async (file: File) => {
    setBusy(true);
    setTaken(undefined);
    const result = await bringParts(api, await file.text());
    setBusy(false);
    setRefusal(result.ok ? undefined : result.refusal);
    if (!result.ok) return;
    setTaken(result.value);
    const lines = result.value.receipts.map((receipt) => JSON.stringify(receipt));
    saveFile(new Blob([lines.join('\n')]), fileName('receipt', new Date()));
  };
  return (
    <Page
      title={words('field.take-in')}
      lead={words('field.take-in.lead')}
      back={{ to: '/account', label: words('shell.account') }}
    >
      <div className="row">
        <FileChoice isBusy={isBusy} onFile={(file) => void takeIn(file)}>
          {words('field.take-in.choose')}
        </FileChoice>
      </div>
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      {taken ? <TakenIn taken={taken} /> : null}
    </Page>
  );
}

type Taken = { readonly receipts: readonly ReceiptFile[]; readonly missing: number };

function TakenIn({ taken }: { readonly taken: Taken }) {
  const { words } = useReader();
  return (
    <>
      <Notice kind="done" title={words('field.take-in.done')} isNews>
        <p>{words('field.take-in.done.what')}</p>
      </Notice>
      {taken.missing > 0 ? (
        <Notice kind="due" title={words('field.take-in.missing', { count: taken.missing })}>
          <p>{words('field.take-in.missing.what')}</p>
        </Notice>
      ) : null}
    </>
  );
}

/** One part stands on each line; a long file goes in several requests, each with its own receipt. */
async function bringParts(api: Api, text: string): Promise<Result<Taken>> {
  const parts = readParts(text);
  if (!parts) return refuse({ code: 'sync.file.unreadable' });
  const receipts: ReceiptFile[] = [];
  for (let from = 0; from < parts.length; from += MOST_PARTS) {
    const answer = await api.call(carryFile, { parts: parts.slice(from, from + MOST_PARTS) });
    if (!answer.ok) return answer;
    receipts.push(answer.value.receipt);
  }
  const here = new Set(parts.map(({ part }) => part));
  return accept({ receipts, missing: (parts[0]?.of ?? here.size) - here.size });
}

function readParts(text: string): CarriedPart[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const parts = lines.flatMap((line) => {
    const part = CarriedPart.safeParse(readJson(line));
    return part.success ? [part.data] : [];
  });
  // The last line may have been cut off on the way; what is whole is taken, and the rest is named.
  return parts.length === 0 ? undefined : parts;
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
