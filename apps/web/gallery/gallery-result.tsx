import { ExplainedResult, type Reason } from '#capabilities/identification/ui/explained-result.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { Exhibit, State } from './exhibit.tsx';
import { GALLERY_DAY } from './gallery-form.ts';

export function GalleryResult() {
  const { words } = useReader();
  const reasons: readonly Reason[] = ['one', 'two'].map((id) => ({
    id,
    fact: words(`gallery.reason.${id}`),
    evidence: words('gallery.evidence'),
    recordedBy: 'Mira Sample',
    recordedOn: GALLERY_DAY,
  }));
  return (
    <Exhibit name="ExplainedResult">
      <State of="rest">
        <ExplainedResult
          sentence={words('gallery.sentence')}
          standing={words('gallery.standing')}
          follows={[words('gallery.follows.one'), words('gallery.follows.two')]}
          reasons={reasons}
          notKnown={[words('gallery.not-known')]}
          question={{
            text: words('gallery.question'),
            why: words('gallery.question.why'),
            action: <Button kind="primary">{words('gallery.question.do')}</Button>,
          }}
          sources={[
            { id: 'a', rule: 'R-1 (3)', citation: 'Palermo Protocol, Art. 3 (a), (c), (d)' },
          ]}
        />
      </State>
    </Exhibit>
  );
}
