import { useReader } from '../reader/reader.tsx';

/** Where one stands in a form of several steps. */
export function StepProgress(props: { readonly step: number; readonly steps: number }) {
  const { words } = useReader();
  return (
    <div className="progress">
      <p className="small quiet">
        {words('progress.step', { step: props.step, steps: props.steps })}
      </p>
      <div className="progress-bar" aria-hidden="true">
        {Array.from({ length: props.steps }, (_, index) => (
          <span key={index} className={index < props.step ? 'is-done' : ''} />
        ))}
      </div>
    </div>
  );
}
