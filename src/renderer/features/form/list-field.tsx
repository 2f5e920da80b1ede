import type { ValueSchema } from '../../../shared/model/schema/index.ts';
import { copyItems, pasteItems, pasteText } from '../../stores/copied-item.ts';
import { editDocument } from '../../stores/edit-store.ts';
import { setCard } from '../../stores/view-store.ts';
import { text as words } from '../../text/en.ts';
import { Icon } from '../../ui/icons.tsx';
import { AsText, Issues } from './field.tsx';
import { editorOf, type Field, titleOf } from './field-model.ts';
import { focusAdded } from './focus-added.ts';
import { FormButton } from './form-button.tsx';
import { useFormContext } from './form-context.ts';
import { ItemTools } from './item-tools.tsx';
import { labelOf } from './labels.ts';
import { newValue, withFreeName } from './new-values.ts';
import { ObjectCard } from './object-card.tsx';
import { idOf, problemsAt } from './paths.ts';
import { ScalarControl } from './scalar-control.tsx';

/** A list: cards for objects, rows for values; added to, put in order, taken from. */
export function ListField({ field, item }: { readonly field: Field; readonly item: ValueSchema }) {
  const { key, node, path, property } = field;
  const { text, problems, steps } = useFormContext();
  const isObject = editorOf(item, key).kind === 'object';
  const kind = item.kind === 'object' ? item.object : item.kind;
  if (node && node.kind !== 'seq')
    if (!(node.kind === 'scalar' && node.type === 'null'))
      return <AsText text={text} node={node} note={words.form.notFitting} />;
  const items = node?.kind === 'seq' ? node.items : [];
  const name = labelOf(key);
  const add = () => {
    const value = withFreeName(newValue(item, otherSteps(steps, path)), items.map(titleOf));
    const place = [...path, items.length];
    void editDocument(
      node?.kind === 'seq'
        ? { kind: 'insert', path, index: items.length, value }
        : { kind: 'set', path, value: [value] },
    ).then((added) => {
      if (!added) return;
      setCard(idOf(place), true);
      focusAdded(place);
    });
  };
  return (
    <div className="form-list">
      {items.map((one, index) => {
        const place = [...path, index];
        const tools = { path, index, count: items.length, optional: property.required !== true };
        const copy = () => void copyItems(path, [index], kind, titleOf(one));
        const paste = (pasted: string) => pasteText(path, index + 1, kind, pasted);
        if (isObject)
          return (
            <ObjectCard
              // biome-ignore lint/suspicious/noArrayIndexKey: items have no other identity than their place.
              key={index}
              value={item}
              node={one}
              path={place}
              list={key}
              tools={{ ...tools, copy }}
              paste={paste}
            />
          );
        const label = words.form.item(index + 1);
        const issues = problemsAt(problems, place).length;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no other identity than their place.
          <div key={index} className="form-row">
            <div className="form-row-value">
              {one.kind === 'scalar' && !one.alias ? (
                <ScalarControl
                  id={idOf(place)}
                  value={item}
                  property={key}
                  path={place}
                  node={one}
                  optional={false}
                  invalid={issues > 0}
                  describedBy={issues > 0 ? `${idOf(place)}-issues` : undefined}
                  label={`${name}, ${label}`}
                />
              ) : (
                <AsText text={text} node={one} note={words.form.notFitting} />
              )}
              <Issues path={place} within={one.kind !== 'scalar' || one.alias === true} />
            </div>
            <ItemTools {...tools} name={label} />
          </div>
        );
      })}
      <div className="form-add">
        <FormButton look="quiet" onClick={add}>
          <Icon name="plus" size={12} /> {words.form.add(addLabel(key))}
        </FormButton>
        {isObject && (
          <FormButton
            look="quiet"
            aria-label={`${words.form.paste}, ${name}`}
            onClick={() => void pasteItems(path, items.length, kind)}
          >
            {words.form.paste}
          </FormButton>
        )}
      </div>
    </div>
  );
}

/** Lists of plain values, whose names say nothing of one of them. */
const VALUES = new Set(['range', 'default', 'anyOf', 'allOf']);

/** `Add step` for a list of steps. */
function addLabel(key: string): string {
  if (VALUES.has(key)) return words.form.oneValue;
  const name = labelOf(key).toLowerCase();
  return name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.replace(/s$/, '');
}

/** A new dependency begins with a step that is not the one it stands in. */
function otherSteps(steps: readonly string[], path: readonly (string | number)[]) {
  const own = path[0] === 'steps' && typeof path[1] === 'number' ? path[1] : -1;
  return steps.filter((_, index) => index !== own);
}
