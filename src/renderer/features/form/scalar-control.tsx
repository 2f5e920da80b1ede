import type { ValueSchema } from '../../../shared/model/schema/index.ts';
import { inertText } from '../../../shared/text/inert.ts';
import type { EditPath, TreeNode } from '../../language-worker/contract.ts';
import { editDocument } from '../../stores/edit-store.ts';
import { text as words } from '../../text/en.ts';
import { Select } from '../../ui/select.tsx';
import '../../ui/field.css';
import { HiddenCharacters } from '../../ui/hidden-characters.tsx';
import { editorOf, textOf } from './field-model.ts';
import { STEP_NAMES, useFormContext } from './form-context.ts';
import { typedValue } from './typed-value.ts';
import { useDraft } from './use-draft.ts';

interface Props {
  readonly id: string;
  readonly value: ValueSchema;
  readonly property: string;
  readonly path: EditPath;
  readonly node: TreeNode | undefined;
  readonly optional: boolean;
  readonly invalid: boolean;
  readonly describedBy?: string | undefined;
  readonly label?: string;
}

/** A text, a number or a choice; nothing typed takes an optional property away. */
export function ScalarControl(props: Props) {
  const { id, value, property, path, node, optional, invalid, describedBy, label } = props;
  const { locked } = useFormContext();
  const editor = editorOf(value, property);
  const text = textOf(node) ?? '';
  const commit = (next: string, group?: string) => {
    if (next === '' && optional) {
      if (node) void editDocument({ kind: 'remove', path, prune: true }, group);
    } else void editDocument({ kind: 'set', path, value: typedValue(value, next, node) }, group);
  };
  const draft = useDraft(text, commit);
  const common = {
    id,
    'aria-invalid': invalid,
    'aria-describedby': describedBy,
    'aria-label': label,
    disabled: locked,
  };
  if (editor.kind === 'fixed' && text === editor.value)
    return <input {...common} className="field mono" value={text} readOnly />;
  if (editor.kind === 'fixed' || editor.kind === 'choice') {
    const values = editor.kind === 'fixed' ? [editor.value] : editor.values;
    const shown = editor.kind === 'choice' && editor.typed ? text.toLowerCase() : text;
    return (
      <Select {...common} mono value={shown} onChange={(event) => commit(event.target.value)}>
        {(optional || text === '') && <option value="">{words.form.empty}</option>}
        {text !== '' && !values.includes(shown) && (
          <option value={shown}>{words.form.other(inertText(text))}</option>
        )}
        {values.map((one) => (
          <option key={one} value={one}>
            {inertText(one)}
          </option>
        ))}
      </Select>
    );
  }
  const isLong = (editor.kind === 'text' && editor.long) || text.includes('\n');
  const hidden = (
    <HiddenCharacters
      text={text}
      lines={isLong}
      disabled={locked}
      say={words.fields.hidden}
      removeLabel={words.fields.removeHidden}
      onClean={commit}
    />
  );
  if (isLong)
    return (
      <>
        <textarea
          {...common}
          {...draft}
          className="field mono scroll"
          spellCheck={property === 'description'}
          rows={Math.min(12, Math.max(2, draft.value.split('\n').length))}
        />
        {hidden}
      </>
    );
  const suggest = editor.kind === 'text' && editor.suggest === 'steps' ? STEP_NAMES : undefined;
  return (
    <>
      <input
        {...common}
        {...draft}
        className="field mono"
        type="text"
        inputMode={editor.kind === 'number' ? 'decimal' : 'text'}
        spellCheck={false}
        autoComplete="off"
        list={suggest}
      />
      {hidden}
    </>
  );
}
