import { useEffect, useState } from 'react';
import { inertPieces } from '../../../shared/text/inert.ts';
import { failureText } from '../../backend/backend.ts';
import { type ResultBytes, readResult } from '../../stores/result-bytes.ts';
import type { FileRef } from '../../stores/results-store.ts';
import { text as words } from '../../text/en.ts';
import { bytes } from '../../text/numbers.ts';
import { parseCsv } from './csv.ts';

const HEAD = 64 * 1024;
const MOST_LINES = 2000;

/** The beginning of a text, of JSON set out in lines, of CSV as a table. */
export function TextHead({ file }: { readonly file: FileRef }) {
  const [content, setContent] = useState<ResultBytes | { readonly error: string }>();
  const { runId, root, path, modifiedAt } = file;
  useEffect(() => {
    let current = true;
    readResult({ runId, root, path, modifiedAt }, HEAD).then(
      (found) => current && setContent(found),
      (error: unknown) => current && setContent({ error: failureText(error) }),
    );
    return () => {
      current = false;
    };
  }, [runId, root, path, modifiedAt]);
  if (!content) return <p className="results-none">{words.results.reading}</p>;
  if ('error' in content) return <p className="results-none failed-text">{content.error}</p>;
  if (content.info.type !== 'text/plain')
    return <p className="results-none">{words.results.noPreviewHelp}</p>;
  const text = new TextDecoder().decode(content.bytes);
  return (
    <>
      {/\.csv$/i.test(path) ? (
        <Table text={text} />
      ) : (
        <Lines text={setOut(path, text, content.cut)} />
      )}
      {content.cut && (
        <p className="text-cut">{words.results.cut(bytes(HEAD), bytes(content.info.size))}</p>
      )}
    </>
  );
}

function setOut(path: string, text: string, cut: boolean): string {
  if (cut || !/\.json$/i.test(path)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function Lines({ text }: { readonly text: string }) {
  const lines = text.split('\n').slice(0, MOST_LINES);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <pre className="text-head mono scroll" tabIndex={0}>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines do not move.
        <span key={at}>
          {inertPieces(line).map((piece, i) =>
            piece.inert ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces do not move.
              <span key={i} className="text-inert">
                {piece.text}
              </span>
            ) : (
              piece.text
            ),
          )}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}

function Table({ text }: { readonly text: string }) {
  const [head = [], ...rows] = parseCsv(text, 500, 40);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="text-head scroll" tabIndex={0}>
      <table className="csv numbers">
        <thead>
          <tr>
            {head.map((cell, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move.
              <th key={at} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows do not move.
            <tr key={at}>
              {row.map((cell, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move.
                <td key={i}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
