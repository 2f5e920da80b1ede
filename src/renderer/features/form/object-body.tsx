import type { ObjectSchema } from '../../../shared/model/schema/index.ts';
import { inertText } from '../../../shared/text/inert.ts';
import type { EditPath, TreeNode } from '../../language-worker/contract.ts';
import { editDocument } from '../../stores/edit-store.ts';
import { text as words } from '../../text/en.ts';
import { Icon } from '../../ui/icons.tsx';
import { MenuButton } from '../../ui/menu.tsx';
import { Field, Issues } from './field.tsx';
import { fieldsOf } from './field-model.ts';
import { focusAdded } from './focus-added.ts';
import { FormButton } from './form-button.tsx';
import { useFormContext } from './form-context.ts';
import { labelOf } from './labels.ts';
import { newValue } from './new-values.ts';
import { RawValue } from './raw-value.tsx';

interface Props {
  readonly object: ObjectSchema;
  readonly node: TreeNode | undefined;
  readonly path: EditPath;
  readonly name: string;
}

/** The fields of an object, what it can still have, and what the schema does not know. */
export function ObjectBody({ object, node, path, name }: Props) {
  const { steps, locked } = useFormContext();
  const { shown, more, unknown } = fieldsOf(object, node, path);
  return (
    <div className="form-object">
      {shown.map((field) => (
        <Field key={field.key} field={field} />
      ))}
      {unknown.map(({ key, node: value }) => (
        <div key={key} className="form-field form-field-wide">
          <div className="form-field-head">
            <span className="form-label mono">{inertText(key)}</span>
            <FormButton
              look="quiet"
              aria-label={words.form.remove(inertText(key))}
              onClick={() => void editDocument({ kind: 'remove', path: [...path, key] })}
            >
              <Icon name="close" size={12} />
            </FormButton>
          </div>
          <div className="form-field-body">
            <RawValue path={[...path, key]} node={value} label={inertText(key)} />
            <Issues path={[...path, key]} within />
          </div>
        </div>
      ))}
      {more.length > 0 && (
        <div className="form-add">
          <MenuButton
            label={words.form.addTo(name)}
            disabled={locked}
            look="quiet"
            groups={[
              {
                id: 'add',
                entries: more.map(({ key, property, path: place }) => ({
                  id: key,
                  label: labelOf(key),
                  detail: property.description,
                  action: () =>
                    void editDocument({
                      kind: 'set',
                      path: place,
                      value: newValue(property.value, steps),
                    }).then((added) => added && focusAdded(place)),
                })),
              },
            ]}
          >
            <Icon name="plus" size={12} /> {words.form.addTo(name)}
          </MenuButton>
        </div>
      )}
    </div>
  );
}
