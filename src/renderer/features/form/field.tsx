import type { ReactNode } from 'react';
import { inertLines, inertText } from '../../../shared/text/inert.ts';
import type { EditPath } from '../../language-worker/contract.ts';
import { editDocument } from '../../stores/edit-store.ts';
import { text as words } from '../../text/en.ts';
import { Icon } from '../../ui/icons.tsx';
import { CombinationBuilder } from './combination-builder.tsx';
import { editorOf, type Field as FieldModel, objectAt } from './field-model.ts';
import { FormButton } from './form-button.tsx';
import { useFormContext } from './form-context.ts';
import { labelOf } from './labels.ts';
import { ListField } from './list-field.tsx';
import { ObjectBody } from './object-body.tsx';
import { idOf, problemsAt, problemsWithin } from './paths.ts';
import { RangeField } from './range-field.tsx';
import { ScalarControl } from './scalar-control.tsx';
import { VariablesField } from './variables-field.tsx';

/** One property: its name, its editor, what is wrong with it and what it is for. */
export function Field({ field }: { readonly field: FieldModel }) {
  const { key, property, path, node } = field;
  const { problems, text } = useFormContext();
  const editor = editorOf(property.value, key);
  const id = idOf(path);
  const asText = isText(editor.kind, node);
  const issues = (asText ? problemsWithin : problemsAt)(problems, path);
  const removable = node !== undefined && property.required !== true;
  const label = labelOf(key);
  const describedBy = `${id}-help${issues.length > 0 ? ` ${id}-issues` : ''}`;
  const isPlain = isScalar(editor.kind) && (node === undefined || node.kind === 'scalar');
  return (
    <div className={`form-field ${isPlain ? '' : 'form-field-wide'}`}>
      <div className="form-field-head">
        <label className="form-label" id={`${id}-label`} htmlFor={isPlain ? id : undefined}>
          {label}
        </label>
        {removable && (
          <FormButton
            look="quiet"
            aria-label={words.form.remove(label)}
            onClick={() => void editDocument({ kind: 'remove', path, prune: true })}
          >
            <Icon name="close" size={12} />
          </FormButton>
        )}
      </div>
      <div className="form-field-body">
        <Editor field={field} describedBy={describedBy} invalid={issues.length > 0} text={text} />
        {key === 'combination' && <CombinationBuilder path={path} />}
        <Issues path={path} within={asText} />
        <p id={`${id}-help`} className="side-help">
          {property.description}{' '}
          <span className="form-section">
            {[
              property.required && node === undefined ? words.form.required : '',
              property.extension ? words.form.needs(property.extension) : '',
              property.section,
            ]
              .filter((part) => part !== '')
              .join(', ')}
          </span>
        </p>
      </div>
    </div>
  );
}

const isScalar = (kind: string) => ['text', 'number', 'choice', 'fixed', 'range'].includes(kind);

/** A value that its field cannot show is text, with what is wrong inside of it. */
const isText = (kind: string, node: FieldModel['node']): boolean =>
  node?.alias === true ||
  (node?.kind === 'map' && kind !== 'object' && kind !== 'variables') ||
  (node?.kind === 'seq' && kind !== 'list' && kind !== 'range');

interface EditorProps {
  readonly field: FieldModel;
  readonly describedBy: string;
  readonly invalid: boolean;
  readonly text: string;
}

function Editor({ field, describedBy, invalid, text }: EditorProps): ReactNode {
  const { key, property, path, node } = field;
  const editor = editorOf(property.value, key);
  if (node?.alias) return <AsText text={text} node={node} note={words.form.alias} />;
  if (editor.kind === 'list') return <ListField field={field} item={editor.item} />;
  if (editor.kind === 'range')
    return <RangeField field={field} item={editor.item} describedBy={describedBy} />;
  if (editor.kind === 'variables') return <VariablesField field={field} />;
  if (editor.kind === 'object') {
    const object = objectAt(property.value, node);
    if (!object) return null;
    if (node && node.kind !== 'map')
      return <AsText text={text} node={node} note={words.form.notFitting} />;
    return <ObjectBody object={object} node={node} path={path} name={labelOf(key)} />;
  }
  if (node && node.kind !== 'scalar')
    return <AsText text={text} node={node} note={words.form.notFitting} />;
  return (
    <ScalarControl
      id={idOf(path)}
      value={property.value}
      property={key}
      path={path}
      node={node}
      optional={property.required !== true}
      invalid={invalid}
      describedBy={describedBy}
    />
  );
}

/** What the form has no field for, as it stands in the text. */
export function AsText(props: {
  readonly text: string;
  readonly node: { readonly start: number; readonly end: number };
  readonly note: string;
}) {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
      <pre className="form-text scroll" tabIndex={0}>
        {inertLines(props.text.slice(props.node.start, props.node.end).replace(/\s+$/, ''))}
      </pre>
      <p className="side-help">{props.note}</p>
    </>
  );
}

interface IssuesProps {
  readonly path: EditPath;
  /** Also what is wrong inside of the value, where no field shows it. */
  readonly within?: boolean;
}

/** What is wrong with the value at a path, in words. */
export function Issues({ path, within = false }: IssuesProps) {
  const { problems } = useFormContext();
  const issues = (within ? problemsWithin : problemsAt)(problems, path);
  if (issues.length === 0) return null;
  return (
    <div id={`${idOf(path)}-issues`} className="form-issues">
      {issues.map((issue) => (
        <p
          key={`${issue.code} ${issue.start}`}
          className={issue.severity === 'error' ? 'side-issue' : 'form-note'}
        >
          {inertText(issue.message)}
        </p>
      ))}
    </div>
  );
}
