import { useEffect, useRef } from 'react';
import { inertText } from '../../../shared/text/inert.ts';
import { text as words } from '../../text/en.ts';

const LINES_SHOWN = 2000;

/** The text of an environment template, to read; one line is marked. */
export function LayerText({ text, line }: { readonly text: string; readonly line: number }) {
  const marked = useRef<HTMLSpanElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line is another place to show.
  useEffect(() => marked.current?.scrollIntoView({ block: 'nearest' }), [line]);
  const lines = text.split('\n');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <pre className="layer-text mono scroll" tabIndex={0}>
      {lines.slice(0, LINES_SHOWN).map((content, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity than their place.
          key={at}
          ref={at + 1 === line ? marked : undefined}
          className={at + 1 === line ? 'layer-line layer-marked' : 'layer-line'}
          data-line={at + 1}
        >
          {inertText(content)}
          {'\n'}
        </span>
      ))}
      {lines.length > LINES_SHOWN && words.setup.moreLines(lines.length - LINES_SHOWN)}
    </pre>
  );
}
