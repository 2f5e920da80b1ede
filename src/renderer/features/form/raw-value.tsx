import { useState } from 'react';
import type { EditPath } from '../../language-worker/contract.ts';
import { editDocument } from '../../stores/edit-store.ts';
import { text as words } from '../../text/en.ts';
import { useFormContext } from './form-context.ts';
import { idOf, problemsWithin } from './paths.ts';

interface Props {
  readonly path: EditPath;
  readonly node: { readonly start: number; readonly end: number };
  readonly label: string;
}

/** A value that the form has no fields for, as its text; written when it is left, if it can be read. */
export function RawValue({ path, node, label }: Props) {
  const { text, locked, problems } = useFormContext();
  const [draft, setDraft] = useState<string>();
  const source = text.slice(node.start, node.end).replace(/\s+$/, '');
  const invalid = problemsWithin(problems, path).length > 0;
  const shown = draft ?? source;
  const write = async () => {
    if (draft === undefined) return;
    // What follows the value on its lines stays behind it.
    const rest = text.slice(node.start + source.length, node.end);
    if (draft === source || (await editDocument({ kind: 'write', path, text: draft + rest })))
      setDraft(undefined);
  };
  return (
    <>
      <textarea
        id={idOf(path)}
        className="field mono scroll"
        aria-label={label}
        aria-invalid={invalid}
        aria-describedby={invalid ? `${idOf(path)}-issues` : undefined}
        spellCheck={false}
        disabled={locked}
        rows={Math.min(12, Math.max(1, shown.split('\n').length))}
        value={shown}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => void write()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          setDraft(undefined);
        }}
      />
      <p className="side-help">{words.form.unknown}</p>
    </>
  );
}
