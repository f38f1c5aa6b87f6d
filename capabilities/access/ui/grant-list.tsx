import { useState } from 'react';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import { useCall } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Dialog } from '#platform/design/patterns/dialog.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { endGrant } from '../record-endpoints.ts';
import { type Grant, groupedGrants, type GrantGroup, type Use } from './grouped-grants.ts';

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
        {groupedGrants(props.grants).map((group) => (
          <GrantLine key={group.grant.grantId} {...group} onEnd={() => setEnding(group.grant)} />
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

function GrantLine({ grant, uses, onEnd }: GrantGroup & { readonly onEnd: () => void }) {
  const { words, instant } = useReader();
  const { to, by } = grant;
  const isOwn = 'worker' in to && to.worker.id === by.id;
  return (
    <li className="card card-plain">
      <div className="card-body stack-close">
        <p className="card-title">
          <bdi>{nameOf(grant)}</bdi>
        </p>
        <p className="small quiet">{words(`grants.kind.${grant.kind}`)}</p>
        {uses.map((use, index) => (
          <UseLines key={index} use={use} />
        ))}
        <p className="small quiet">
          {words('grants.until', { until: instant(grant.until) })}
          {isOwn ? null : (
            <>
              <br />
              {words('grants.by', { name: by.name })}
            </>
          )}
        </p>
        {grant.mayEnd ? (
          <Button label={words('grants.end.of', { name: nameOf(grant) })} onPress={onEnd}>
            {words('grants.end')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function UseLines({ use }: { readonly use: Use }) {
  const { words, list } = useReader();
  const { classes, mayWrite } = use;
  const parts = list(classes.map((one) => words(`part-of-case.${one}`)));
  const isWhole = classes.length === SensitivityClass.options.length;
  return (
    <div>
      <p>
        {isWhole
          ? words(mayWrite ? 'grants.writes-all' : 'grants.sees-all')
          : words(mayWrite ? 'grants.writes' : 'grants.sees', { parts })}
      </p>
      <p className="small quiet">
        {words('grants.why', {
          purpose: list(use.purposes.map((one) => words(`purpose.${one}`))),
        })}
      </p>
    </div>
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
