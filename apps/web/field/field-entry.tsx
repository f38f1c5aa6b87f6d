import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Section } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { useMe } from '../session.tsx';
import { useFieldState } from './field-context.tsx';

/** On the account page: the way to work without a network, and for offices to what others bring. */
export function FieldEntry() {
  const { words } = useReader();
  const { abilities } = useMe();
  return (
    <>
      <Section title={words('shell.field.invite')}>
        <p>{words('shell.field.invite.what')}</p>
        <div className="row">
          <ButtonLink to="/field">{words('shell.field.invite.open')}</ButtonLink>
        </div>
      </Section>
      <Section title={words('shell.field.take-in')}>
        <p>{words('shell.field.take-in.what')}</p>
        <div className="row">
          <ButtonLink to="/field/take-in">{words('shell.field.open')}</ButtonLink>
        </div>
      </Section>
      {abilities.includes('settle-held') ? (
        <Section title={words('shell.field.quarantine')}>
          <p>{words('shell.field.quarantine.what')}</p>
          <div className="row">
            <ButtonLink to="/field/quarantine">{words('shell.field.open')}</ButtonLink>
          </div>
        </Section>
      ) : null}
    </>
  );
}

/** On Today, one quiet line for those who have cases and no field device. */
export function FieldInvitation() {
  const { words } = useReader();
  const { state } = useFieldState();
  const { abilities } = useMe();
  if (state !== 'none' || !abilities.includes('register-child')) return null;
  return (
    <div className="row">
      <p className="quiet">{words('shell.field.invite.what')}</p>
      <ButtonLink to="/field">{words('shell.field.invite')}</ButtonLink>
    </div>
  );
}
