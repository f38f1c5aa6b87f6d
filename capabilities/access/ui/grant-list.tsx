import { useState } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import { useCall } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Dialog } from '#platform/design/patterns/dialog.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { endGrant, type listGrants } from '../record-endpoints.ts';

type Grant = OutputOf<typeof listGrants>['grants'][number];

export function GrantList(props: {
  readonly recordId: string;
  readonly grants: readonly Grant[];
  readonly onChanged: () => void;
}) {
  const { words } = useReader();
  const [ending, setEnding] = useState<Grant | undefined>(undefined);
  return (
    <>
      <ul className="bare-list cards" aria-label={words('grants.open-to')}>
        {props.grants.map((grant) => (
          <GrantLine key={grant.grantId} grant={grant} onEnd={() => setEnding(grant)} />
        ))}
      </ul>
      {ending ? (
        <EndDialog
          recordId={props.recordId}
          grant={ending}
          onClose={() => setEnding(undefined)}
          onEnded={() => {
            setEnding(undefined);
            props.onChanged();
          }}
        />
      ) : null}
    </>
  );
}

function GrantLine({ grant, onEnd }: { readonly grant: Grant; readonly onEnd: () => void }) {
  const { words, list, instant } = useReader();
  const { purpose, classes, until } = grant;
  const parts = list(classes.map((one) => words(`part-of-case.${one}`)));
  return (
    <li className="card card-plain">
      <div className="card-body stack-close">
        <p className="card-title">
          <bdi>{nameOf(grant)}</bdi>
        </p>
        <p className="small quiet">{words(`grants.kind.${grant.kind}`)}</p>
        <p>
          {classes.length === SensitivityClass.options.length
            ? words(grant.mayWrite ? 'grants.writes-all' : 'grants.sees-all')
            : words(grant.mayWrite ? 'grants.writes' : 'grants.sees', { parts })}
        </p>
        <p className="small quiet">
          {words('grants.why', { purpose: words(`purpose.${purpose}`) })}
        </p>
        <p className="small quiet">{words('grants.until', { until: instant(until) })}</p>
        <p className="small quiet">{words('grants.by', { name: grant.by.name })}</p>
        {grant.mayEnd ? (
          <Button label={words('grants.end.of', { name: nameOf(grant) })} onPress={onEnd}>
            {words('grants.end')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function nameOf({ to }: Grant): string {
  return 'worker' in to ? to.worker.name : to.team.name;
}

function EndDialog(props: {
  readonly recordId: string;
  readonly grant: Grant;
  readonly onClose: () => void;
  readonly onEnded: () => void;
}) {
  const { recordId, grant } = props;
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(endGrant);
  const command = useCommand();
  const end = async () => {
    const content = { recordId, grantId: grant.grantId };
    const ended = await run({ ...command(content), ...content });
    if (ended.ok) props.onEnded();
  };
  return (
    <Dialog
      title={words('grants.end.title')}
      isOpen
      onClose={props.onClose}
      actions={
        <>
          <Button onPress={props.onClose}>{words('grants.end.keep')}</Button>
          <Button kind="primary" isBusy={isBusy} onPress={() => void end()}>
            {words('grants.end')}
          </Button>
        </>
      }
    >
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <p>{words('grants.end.what', { name: nameOf(grant) })}</p>
    </Dialog>
  );
}
