import './state-glyph.css';

export type StateName = 'done' | 'running' | 'failed' | 'waiting' | 'canceled' | 'idle';

/** The shape of a state. It is drawn, so that it looks the same with every font; colour only adds to it. */
export function StateGlyph({
  state,
  size = 12,
}: {
  readonly state: StateName;
  readonly size?: number;
}) {
  return (
    <svg
      className={`glyph glyph-${state}`}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {state === 'done' && <path d="m2 6.6 2.6 2.6L10 3.2" />}
      {state === 'failed' && <path d="m2.6 2.6 6.8 6.8M9.4 2.6 2.6 9.4" />}
      {(state === 'waiting' || state === 'idle') && <circle cx="6" cy="6" r="4" />}
      {state === 'running' && (
        <>
          <circle cx="6" cy="6" r="4.2" strokeWidth="1.3" />
          <path d="M6 1.8a4.2 4.2 0 0 0 0 8.4Z" fill="currentColor" stroke="none" />
        </>
      )}
      {state === 'canceled' && (
        <>
          <circle cx="6" cy="6" r="4.2" strokeWidth="1.3" />
          <path d="M3.2 8.8 8.8 3.2" strokeWidth="1.3" />
        </>
      )}
    </svg>
  );
}
