import { useState } from 'react';
import type { EditPath } from '../../language-worker/contract.ts';
import { editDocument } from '../../stores/edit-store.ts';
import { useForm } from '../../stores/form-store.ts';
import { text as words } from '../../text/en.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { Icon } from '../../ui/icons.tsx';
import {
  type Combination,
  type Group,
  group,
  movePart,
  namesIn,
  type PartPath,
  printCombination,
  readCombination,
  takeIn,
  ungroup,
} from './combination-tree.ts';
import { childOf, nodeAtPath, textOf } from './field-model.ts';
import { FormButton } from './form-button.tsx';
import { useFormContext } from './form-context.ts';

/** Builds a combination by nesting: what is ticked becomes one group. */
export function CombinationBuilder({ path }: { readonly path: EditPath }) {
  const root = useForm((state) => state.tree?.root);
  const space = nodeAtPath(root, path.slice(0, -1));
  const definitions = childOf(space, 'taskParameterDefinitions');
  const names =
    definitions?.kind === 'seq'
      ? definitions.items.flatMap((item) => textOf(childOf(item, 'name')) ?? [])
      : [];
  const read = readCombination(textOf(childOf(space, 'combination')), names);
  if (names.length < 2) return null;
  const write = (next: Combination) =>
    void editDocument({ kind: 'set', path, value: printCombination(next) });
  if (read === undefined) return <p className="side-help">{words.form.combination.unreadable}</p>;
  const now = namesIn(read);
  const fits = now.length === names.length && names.every((name) => now.includes(name));
  return (
    <div className="combination">
      {!fits && (
        <FormButton look="quiet" onClick={() => write(takeIn(read, names))}>
          {words.form.combination.fit}
        </FormButton>
      )}
      <p className="side-help">{words.form.combination.help}</p>
      {read.kind === 'name' ? (
        <span className="mono">{read.name}</span>
      ) : (
        <GroupBox root={read} node={read} path={[]} write={write} />
      )}
    </div>
  );
}

interface BoxProps {
  readonly root: Combination;
  readonly node: Group;
  readonly path: PartPath;
  readonly write: (next: Combination) => void;
}

function GroupBox({ root, node, path, write }: BoxProps) {
  const { locked } = useFormContext();
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const act = (next: Combination) => {
    setTicked(new Set());
    write(next);
  };
  const tick = (at: number, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(at);
    else next.delete(at);
    setTicked(next);
  };
  const label = words.form.combination.kinds[node.kind];
  const all = ticked.size === node.parts.length;
  return (
    <fieldset className="combination-group">
      <legend>{label}</legend>
      <ul className="combination-parts">
        {node.parts.map((part, at) => {
          const place = [...path, at];
          const name = printCombination(part);
          return (
            <li key={name}>
              <CheckBox
                checked={ticked.has(at)}
                aria-label={words.form.combination.tick(name)}
                disabled={locked}
                onChange={(on) => tick(at, on)}
              >
                {part.kind === 'name' ? <span className="mono">{name}</span> : null}
              </CheckBox>
              {part.kind !== 'name' && (
                <GroupBox root={root} node={part} path={place} write={act} />
              )}
              <FormButton
                look="quiet"
                aria-label={words.form.up(name)}
                disabled={at === 0}
                onClick={() => act(movePart(root, place, -1))}
              >
                <Icon name="up" size={12} />
              </FormButton>
              <FormButton
                look="quiet"
                aria-label={words.form.down(name)}
                disabled={at === node.parts.length - 1}
                onClick={() => act(movePart(root, place, 1))}
              >
                <Icon name="arrowDown" size={12} />
              </FormButton>
              {part.kind !== 'name' && (
                <FormButton look="quiet" onClick={() => act(ungroup(root, place))}>
                  {words.form.combination.ungroup}
                </FormButton>
              )}
            </li>
          );
        })}
      </ul>
      {ticked.size > 0 && (
        <div className="combination-tools">
          {(['association', 'product'] as const)
            .filter((kind) => kind !== node.kind || !all)
            .map((kind) => (
              <FormButton
                key={kind}
                look="quiet"
                disabled={ticked.size < 2}
                onClick={() => act(group(root, path, ticked, kind))}
              >
                {words.form.combination.make[kind]}
              </FormButton>
            ))}
        </div>
      )}
    </fieldset>
  );
}
