import { useState } from 'react';
import { inertText } from '../../../shared/text/inert.ts';
import type { GraphStep } from '../../language-worker/contract.ts';
import { cycleWith } from '../../language-worker/cycles.ts';
import { editDocument } from '../../stores/edit-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';

interface Props {
  readonly steps: readonly GraphStep[];
  readonly step: GraphStep;
  readonly onClose: () => void;
}

/** Which steps one step waits for: the keyboard's way to draw and delete dependencies. */
export function DependencyPicker({ steps, step, onClose }: Props) {
  // What was chosen is shown at once; the text follows.
  const [wanted, setWanted] = useState<Readonly<Record<string, boolean>>>({});
  const choose = async (name: string, checked: boolean) => {
    setWanted((now) => ({ ...now, [name]: checked }));
    const kind = checked ? 'add-dependency' : 'remove-dependency';
    const made = await editDocument({ kind, step: step.name, on: name });
    if (!made) setWanted((now) => ({ ...now, [name]: !checked }));
  };
  const others = steps.filter(({ name }) => name !== step.name);
  return (
    <Dialog
      title={words.graph.pickerTitle(inertText(step.name))}
      width={420}
      onClose={onClose}
      actions={
        <Button look="primary" onClick={onClose}>
          {words.graph.done}
        </Button>
      }
    >
      <p className="dialog-text">
        {others.length === 0 ? words.graph.pickerNone : words.graph.pickerLead}
      </p>
      <ul className="graph-picker scroll">
        {others.map(({ name }) => {
          const chosen = wanted[name] ?? step.dependencies.includes(name);
          const cycle = chosen ? undefined : cycleWith(steps, step.name, name);
          return (
            <li key={name}>
              <CheckBox
                checked={chosen}
                disabled={cycle !== undefined}
                onChange={(checked) => void choose(name, checked)}
              >
                {inertText(name)}
              </CheckBox>
              {cycle && <span className="dim">{words.graph.circle(cycle)}</span>}
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
