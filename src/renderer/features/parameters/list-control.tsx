import { Fragment } from 'react';
import type { FormValue } from '../../language-worker/contract.ts';
import { isOn, valueText } from '../../stores/form-values.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { HiddenCharacters } from '../../ui/hidden-characters.tsx';
import { Icon } from '../../ui/icons.tsx';
import '../../ui/field.css';
import type { ControlProps } from './parameter-field.tsx';
import { browse } from './path-control.tsx';

/** A value of the LIST types: one row an item; inner lists are written with commas. */
export function ListControl({
  parameter,
  value,
  onChange,
  id,
  invalid,
  describedBy,
}: ControlProps) {
  const items = Array.isArray(value) ? value : [];
  const type = parameter.type;
  const replace = (at: number, item: FormValue) => onChange(items.with(at, item));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings its own layout.
    <div
      id={id}
      role="group"
      tabIndex={-1}
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy}
      className="list-control"
    >
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no other identity than their place.
        <Fragment key={at}>
          <div className="list-item">
            {type === 'LIST[BOOL]' ? (
              <CheckBox
                aria-label={words.parameters.item(at + 1)}
                checked={isOn(item) === true}
                onChange={(checked) => replace(at, checked)}
              >
                {isOn(item) ? words.parameters.on : words.parameters.off}
              </CheckBox>
            ) : (
              <input
                className="field mono"
                type="text"
                spellCheck={false}
                autoComplete="off"
                aria-label={words.parameters.item(at + 1)}
                aria-invalid={invalid}
                value={Array.isArray(item) ? item.map(valueText).join(', ') : valueText(item)}
                onChange={(event) => replace(at, fromText(type, event.target.value))}
              />
            )}
            {type === 'LIST[PATH]' && (
              <Button
                look="quiet"
                onClick={() =>
                  void browse(parameter, valueText(item)).then(
                    (path) => path !== null && replace(at, path),
                  )
                }
              >
                {words.parameters.browse}
              </Button>
            )}
            <Button
              look="quiet"
              aria-label={words.parameters.removeItem(at + 1)}
              onClick={() => onChange(items.toSpliced(at, 1))}
            >
              <Icon name="close" size={12} />
            </Button>
          </div>
          {typeof item === 'string' && (
            <HiddenCharacters
              text={item}
              lines={false}
              say={words.fields.hidden}
              removeLabel={words.fields.removeHidden}
              onClean={(clean) => replace(at, clean)}
            />
          )}
        </Fragment>
      ))}
      <Button
        look="quiet"
        className="list-add"
        aria-describedby={`${id}-label`}
        onClick={() => onChange([...items, emptyItem(type)])}
      >
        <Icon name="plus" size={12} /> {words.parameters.addItem}
      </Button>
    </div>
  );
}

function emptyItem(type: string): FormValue {
  if (type === 'LIST[BOOL]') return false;
  if (type === 'LIST[LIST[INT]]') return [];
  return type === 'LIST[INT]' || type === 'LIST[FLOAT]' ? '0' : '';
}

function fromText(type: string, text: string): FormValue {
  if (type !== 'LIST[LIST[INT]]') return text;
  return text.trim() === '' ? [] : text.split(',').map((part) => part.trim());
}
