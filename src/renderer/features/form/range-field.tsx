import type { ValueSchema } from '../../../shared/model/schema/index.ts';
import { editDocument } from '../../stores/edit-store.ts';
import { text as words } from '../../text/en.ts';
import { type Field, textOf } from './field-model.ts';
import { FormButton } from './form-button.tsx';
import { useFormContext } from './form-context.ts';
import { ListField } from './list-field.tsx';
import { idOf, problemsAt } from './paths.ts';
import { ScalarControl } from './scalar-control.tsx';
import { typedValue } from './typed-value.ts';

interface Props {
  readonly field: Field;
  readonly item: ValueSchema;
  readonly describedBy: string;
}

/** The values of a task parameter: a range as text, or one value after the other. */
export function RangeField({ field, item, describedBy }: Props) {
  const { path, node } = field;
  const { problems } = useFormContext();
  if (node?.kind === 'seq') {
    const texts = node.items.map(textOf);
    const toText = () =>
      void editDocument({ kind: 'set', path, value: texts.map((text) => text ?? '').join(',') });
    return (
      <>
        <ListField field={field} item={item} />
        {item.kind === 'integer' && texts.every((text) => text !== undefined) && (
          <FormButton look="quiet" onClick={toText}>
            {words.form.asText}
          </FormButton>
        )}
      </>
    );
  }
  const text = textOf(node) ?? '';
  const parts = text.split(',').map((part) => part.trim());
  // A range like 1-10 or an expression has no list of values in the text.
  const isList = item.kind !== 'integer' || parts.every((part) => /^-?\d+$/.test(part));
  return (
    <div className="form-row">
      <ScalarControl
        id={idOf(path)}
        value={{ kind: 'text' }}
        property="range"
        path={path}
        node={node}
        optional={false}
        invalid={problemsAt(problems, path).length > 0}
        describedBy={describedBy}
      />
      {isList && !text.includes('{{') && (
        <FormButton
          look="quiet"
          onClick={() =>
            void editDocument({
              kind: 'set',
              path,
              value: parts.map((part) => typedValue(item, part, undefined)),
            })
          }
        >
          {words.form.asList}
        </FormButton>
      )}
    </div>
  );
}
