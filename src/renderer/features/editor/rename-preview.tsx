import type { ChangedLine } from '../../../shared/language/index.ts';
import { type RenamePreview as Preview, useRenamePreview } from '../../stores/rename-preview.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import './rename-preview.css';

/** Shown at most of one file; the rest is counted. */
const SHOWN = 100;

/** Every line that a rename would change, before it does. */
export function RenamePreview() {
  const asked = useRenamePreview((state) => state.asked);
  if (!asked) return null;
  const { from, to, files, answer } = asked;
  return (
    <Dialog
      title={words.rename.title(from, to)}
      width={720}
      onClose={() => answer(false)}
      actions={
        <>
          <Button onClick={() => answer(false)}>{words.app.cancel}</Button>
          <Button look="primary" autoFocus onClick={() => answer(true)}>
            {words.rename.agree(files.reduce((sum, { lines }) => sum + lines.length, 0))}
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reached by keys. */}
      <section className="rename-files scroll" tabIndex={0} aria-label={words.rename.list}>
        {files.map((file) => (
          <FileLines key={file.path} file={file} />
        ))}
      </section>
    </Dialog>
  );
}

function FileLines({ file: { path, lines } }: { readonly file: Preview['files'][number] }) {
  return (
    <>
      <h3 className="rename-file">
        {path === '' ? words.rename.here : path}
        <span className="dim"> {words.rename.lines(lines.length)}</span>
      </h3>
      <ol className="rename-lines mono">
        {lines.slice(0, SHOWN).map((line) => (
          <Line key={line.line} line={line} />
        ))}
      </ol>
      {lines.length > SHOWN && <p className="dim">{words.rename.more(lines.length - SHOWN)}</p>}
    </>
  );
}

function Line({ line: { line, pieces } }: { readonly line: ChangedLine }) {
  return (
    <li>
      <span className="rename-number numbers">{line}</span>
      <span className="cut">
        {pieces.map((piece, at) =>
          piece.kind === 'same' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity than their place.
            <span key={at}>{at === 0 ? piece.text.trimStart() : piece.text}</span>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity than their place.
            <span key={at}>
              <del>{piece.before}</del>
              <ins>{piece.after}</ins>
            </span>
          ),
        )}
      </span>
    </li>
  );
}
