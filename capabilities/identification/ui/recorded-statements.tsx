import { useState } from 'react';
import { Button } from '#platform/design/controls/button.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { Mark } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { IdentificationView } from '../domain/identification-view.ts';
import { CorrectStatement } from './correct-statement.tsx';
import { evidenceWords, statementWords } from './fact-words.ts';

type Recorded = IdentificationView['statements'][number];

/** All that was recorded, newest first. What was recorded in error is marked so, and stays to be read. */
export function RecordedStatements(props: {
  readonly recordId: string;
  readonly view: IdentificationView;
  readonly onCorrected: () => void;
}) {
  const { recordId, view } = props;
  const { words } = useReader();
  const [wrong, setWrong] = useState<Recorded | undefined>(undefined);
  if (view.statements.length === 0) return null;
  return (
    <Folded title={words('recorded.title', { count: view.statements.length })}>
      <ul className="bare-list stack">
        {view.statements.toReversed().map((one) => (
          <li key={`${one.entry}.${one.fact}`} className="stack-close">
            <Statement statement={one} />
            {view.mayWrite && !one.isCorrected ? (
              <Button kind="plain" onPress={() => setWrong(one)}>
                {words('recorded.wrong')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {wrong ? (
        <CorrectStatement
          recordId={recordId}
          statement={wrong}
          onClose={() => setWrong(undefined)}
          onDone={() => {
            setWrong(undefined);
            props.onCorrected();
          }}
        />
      ) : null}
    </Folded>
  );
}

function Statement({ statement }: { readonly statement: Recorded }) {
  const reader = useReader();
  const { words, day } = reader;
  const said = statementWords(statement, reader);
  return (
    <>
      <p>{statement.isCorrected ? <s>{said}</s> : said}</p>
      {statement.isCorrected ? <Mark kind="plain">{words('recorded.in-error')}</Mark> : null}
      <p className="small quiet">
        {words('known.by', {
          evidence: evidenceWords(statement, reader),
          person: statement.by.name,
          day: day(statement.on),
        })}
      </p>
    </>
  );
}
