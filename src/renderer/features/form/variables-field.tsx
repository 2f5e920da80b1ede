import { freeName } from '../../../shared/text/free-name.ts';
import { inertText } from '../../../shared/text/inert.ts';
import type { EditPath } from '../../language-worker/contract.ts';
import { editDocument } from '../../stores/edit-store.ts';
import { text as words } from '../../text/en.ts';
import { Icon } from '../../ui/icons.tsx';
import { AsText, Issues } from './field.tsx';
import type { Field } from './field-model.ts';
import { FormButton } from './form-button.tsx';
import { useFormContext } from './form-context.ts';
import { idOf, problemsAt } from './paths.ts';
import { ScalarControl } from './scalar-control.tsx';
import { useDraft } from './use-draft.ts';

/** Names and values of environment variables. */
export function VariablesField({ field }: { readonly field: Field }) {
  const { node, path } = field;
  const { text, problems } = useFormContext();
  if (node && node.kind !== 'map')
    return <AsText text={text} node={node} note={words.form.notFitting} />;
  const entries = node?.kind === 'map' ? node.entries : [];
  const free = freeName(
    'NAME',
    (name) => entries.some(({ key }) => key === name),
    (count) => `NAME_${count}`,
  );
  return (
    <div className="form-list">
      {entries.map(({ key, value }, index) => {
        const place = [...path, key];
        const issues = problemsAt(problems, place).length;
        const isValue = value.kind === 'scalar' && !value.alias;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name that is being typed is no identity.
          <div key={index} className="form-row">
            <KeyInput path={place} name={key} others={entries.map((entry) => entry.key)} />
            <div className="form-row-value">
              {isValue ? (
                <ScalarControl
                  id={idOf(place)}
                  value={{ kind: 'text' }}
                  property={key}
                  path={place}
                  node={value}
                  optional={false}
                  invalid={issues > 0}
                  describedBy={issues > 0 ? `${idOf(place)}-issues` : undefined}
                  label={`${inertText(key)}, ${words.form.value}`}
                />
              ) : (
                <AsText
                  text={text}
                  node={value}
                  note={value.alias ? words.form.alias : words.form.notFitting}
                />
              )}
              <Issues path={place} within={!isValue} />
            </div>
            <FormButton
              look="quiet"
              aria-label={words.form.remove(inertText(key))}
              onClick={() => void editDocument({ kind: 'remove', path: place, prune: true })}
            >
              <Icon name="close" size={12} />
            </FormButton>
          </div>
        );
      })}
      <FormButton
        look="quiet"
        className="form-add"
        onClick={() => void editDocument({ kind: 'set', path: [...path, free], value: '' })}
      >
        <Icon name="plus" size={12} /> {words.form.add('variable')}
      </FormButton>
    </div>
  );
}

interface KeyProps {
  readonly path: EditPath;
  readonly name: string;
  readonly others: readonly string[];
}

/** A name is written when it is left: half a name may be another one's. */
function KeyInput({ path, name, others }: KeyProps) {
  const { locked } = useFormContext();
  const draft = useDraft(name, () => {});
  const write = () => {
    const key = draft.value;
    if (key !== '' && key !== name && !others.includes(key))
      void editDocument({ kind: 'rename-key', path, key });
    draft.onBlur();
  };
  return (
    <input
      {...draft}
      className="field mono form-key"
      disabled={locked}
      type="text"
      spellCheck={false}
      autoComplete="off"
      aria-label={`${inertText(name)}, ${words.form.name}`}
      onBlur={write}
      onKeyDown={(event) => event.key === 'Enter' && write()}
    />
  );
}
