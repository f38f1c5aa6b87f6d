import type { OutputOf } from '#kernel/endpoint.ts';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { listReceivingTeams } from '../endpoints.ts';
import { Phone } from './hand-over-home.tsx';

/** Numbers to call with one touch: the country's emergency number, and the teams that protect children. */
export function WhomToCall({ team }: { readonly team?: string | undefined }) {
  const { words } = useReader();
  const { emergencyNumber } = usePack();
  const answer: Answer<OutputOf<typeof listReceivingTeams>> = useAnswer(listReceivingTeams, {});
  const teams = answer.state === 'ready' ? answer.value.teams : [];
  const own = teams.filter((one) => one.id === team);
  const shown = (own.length > 0 ? own : teams).filter((one) => one.phone !== null);
  if (shown.length === 0 && emergencyNumber === undefined) return null;
  return (
    <Notice kind="info" title={words('call.title')}>
      <ul className="bare-list stack-close">
        {emergencyNumber === undefined ? null : (
          <li>
            {words('call.emergency')} <Phone number={emergencyNumber} />
          </li>
        )}
        {shown.map(({ id, name, phone }) => (
          <li key={id}>
            <bdi>{name}</bdi> {phone === null ? null : <Phone number={phone} />}
          </li>
        ))}
      </ul>
      <p className="small">{words('call.careful')}</p>
    </Notice>
  );
}
