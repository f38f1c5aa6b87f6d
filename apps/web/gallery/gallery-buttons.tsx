import { Button } from '#platform/design/controls/button.tsx';
import { Icon, ICON_NAMES } from '#platform/design/controls/icon.tsx';
import { ButtonLink, Link } from '#platform/design/controls/link.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { Exhibit, State } from './exhibit.tsx';

export function GalleryButtons() {
  return (
    <>
      <Buttons />
      <Links />
      <Exhibit name="Icon">
        <ul className="bare-list icons">
          {ICON_NAMES.map((name) => (
            <li key={name}>
              <Icon name={name} />
              <bdi className="code small">{name}</bdi>
            </li>
          ))}
        </ul>
        <State of="mirrored">
          <span className="row">
            <Icon name="back" />
            <Icon name="next" />
          </span>
        </State>
      </Exhibit>
    </>
  );
}

function Buttons() {
  const { words } = useReader();
  return (
    <Exhibit name="Button">
      <State of="rest">
        <Kinds />
      </State>
      <State of="busy">
        <div className="row">
          <Button kind="primary" isBusy>
            {words('form.submit')}
          </Button>
          <Button isBusy>{words('gallery.add')}</Button>
        </div>
      </State>
      <State of="disabled">
        <div className="row">
          <Button kind="primary" isDisabled>
            {words('gallery.disabled')}
          </Button>
          <Button isDisabled>{words('gallery.disabled')}</Button>
        </div>
      </State>
      <State of="long">
        <Button kind="primary" iconAfter="next">
          {words('gallery.long')}
        </Button>
        <Button isWide>{words('gallery.long')}</Button>
      </State>
      <State of="mirrored">
        <Kinds />
      </State>
    </Exhibit>
  );
}

function Kinds() {
  const { words } = useReader();
  return (
    <div className="row">
      <Button kind="primary" iconAfter="next">
        {words('form.next')}
      </Button>
      <Button icon="add">{words('gallery.add')}</Button>
      <Button kind="plain" icon="cross" label={words('dialog.close')}>
        {null}
      </Button>
      <Button kind="plain">{words('form.leave')}</Button>
      <Button kind="danger">{words('gallery.danger')}</Button>
    </div>
  );
}

function Links() {
  const { words } = useReader();
  return (
    <>
      <Exhibit name="Link">
        <State of="rest">
          <p>
            <Link to="/gallery">{words('gallery.link')}</Link>
          </p>
        </State>
        <State of="long">
          <p>
            <Link to="/gallery">{words('gallery.long')}</Link>
          </p>
        </State>
      </Exhibit>
      <Exhibit name="ButtonLink">
        <State of="rest">
          <div className="row">
            <ButtonLink to="/gallery" kind="primary" iconAfter="next">
              {words('gallery.button-link')}
            </ButtonLink>
            <ButtonLink to="/gallery">{words('gallery.button-link')}</ButtonLink>
            <ButtonLink to="/gallery" kind="plain">
              {words('gallery.button-link')}
            </ButtonLink>
          </div>
        </State>
      </Exhibit>
    </>
  );
}
