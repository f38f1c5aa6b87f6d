import type { ReactNode } from 'react';
import type { Instant } from '#kernel/instant.ts';
import { Icon } from '#platform/design/controls/icon.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Quotation } from '#platform/design/patterns/quotation.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { KnownOfChild, ServiceView } from '../domain/views.ts';
import { saidIn } from './referral-words.ts';

/** What is no part of the message, and what the child asked to keep. What a team here may open beside it is told apart. */
export function WhatStays(props: { readonly service: ServiceView; readonly known: KnownOfChild }) {
  const { service, known } = props;
  const { words } = useReader();
  return (
    <section className="stays">
      <h2>{words('stays.title')}</h2>
      <ul className="stays-list">
        {service.needsName ? null : <Stays>{words('stays.name')}</Stays>}
        <Stays>{words('stays.place')}</Stays>
        <Stays>{words('stays.happened')}</Stays>
        <Stays>{words('stays.others')}</Stays>
      </ul>
      {service.needsName ? (
        <Notice kind="due" title={words('stays.needs-name')}>
          <p>{words(nameGoes(service, known))}</p>
        </Notice>
      ) : null}
      {known.withhold === null ? null : (
        <Notice kind="due" title={words('stays.withhold')}>
          <Quotation words={known.withhold} />
          <p>{words('stays.withhold.do')}</p>
        </Notice>
      )}
    </section>
  );
}

function nameGoes({ team }: ServiceView, { hasName }: KnownOfChild) {
  if (!hasName) return 'stays.no-name-yet';
  return team ? 'stays.name-opens' : 'stays.name-by-hand';
}

function Stays({ children }: { readonly children: ReactNode }) {
  return (
    <li>
      <Icon name="cover" />
      <span>{children}</span>
    </li>
  );
}

/** What a team here may read because of the referral; a service outside reads nothing but the message. */
export function WhatOpens(props: {
  readonly service: ServiceView;
  readonly until: Instant | undefined;
}) {
  const { service, until } = props;
  const reader = useReader();
  const { words, instant } = reader;
  if (!service.team || until === undefined)
    return (
      <section className="stays">
        <h2>{words('opens.title')}</h2>
        <p>{words('opens.outside')}</p>
      </section>
    );
  return (
    <section className="stays">
      <h2>{words('opens.title')}</h2>
      <p>{words('opens.parts', { team: saidIn(service.names, reader) })}</p>
      <ul className="stays-list">
        {service.opens.map((one) => (
          <li key={one}>
            <Icon name="info" />
            <span>{words(`opens.class.${one}`)}</span>
          </li>
        ))}
      </ul>
      <p>{words('opens.purpose', { purpose: words(`purpose.${service.purpose}`) })}</p>
      <p>{words('opens.until', { until: instant(until) })}</p>
      <p className="small quiet">{words('opens.ends')}</p>
    </section>
  );
}
