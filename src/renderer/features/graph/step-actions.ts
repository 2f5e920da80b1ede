import { copyItems, pasteItems, pasteText } from '../../stores/copied-item.ts';
import { editDocument } from '../../stores/edit-store.ts';
import { text as words } from '../../text/en.ts';
import type { Dependency } from './graph-elements.ts';

const STEPS = ['steps'];
/** The schema's name, as for lists of steps in the form: what is copied there can be pasted here. */
const KIND = 'StepTemplate';

/** What can be done with the chosen steps of the graph. Each is one step of undo. */
export interface StepActions {
  readonly add: () => void;
  readonly remove: () => void;
  readonly copy: () => Promise<boolean>;
  readonly cut: () => void;
  /** By keys; the text is what the clipboard gave. */
  readonly paste: (text: string) => void;
  /** By a button, which has to ask for the clipboard. */
  readonly pasteByButton: () => void;
  readonly duplicate: () => void;
}

export function stepActions(
  /** All steps of the template, in its order. */
  all: readonly string[],
  chosen: readonly string[],
  current: string | undefined,
  edge: Dependency | undefined,
  awaitNew: () => void,
): StepActions {
  const places = chosen.map((name) => all.indexOf(name)).filter((at) => at >= 0);
  const behind = places.length === 0 ? all.length : Math.max(...places) + 1;
  const [only = ''] = chosen;
  const name = chosen.length === 1 ? only : words.graph.several(chosen.length);
  const copy = () => copyItems(STEPS, places, KIND, name);
  const removeSteps = () => {
    if (chosen.length > 0) void editDocument({ kind: 'remove-steps', steps: chosen });
  };
  return {
    add: () => {
      awaitNew();
      void editDocument({
        kind: 'add-step',
        name: words.graph.newStep,
        ...(current === undefined ? {} : { after: current }),
      });
    },
    remove: () => {
      if (edge) void editDocument({ kind: 'remove-dependency', ...edge });
      else removeSteps();
    },
    copy,
    cut: () => void copy().then((copied) => copied && removeSteps()),
    paste: (text) => {
      awaitNew();
      pasteText(STEPS, behind, KIND, text);
    },
    pasteByButton: () => {
      awaitNew();
      void pasteItems(STEPS, behind, KIND);
    },
    duplicate: () => {
      if (chosen.length === 0) return;
      awaitNew();
      void editDocument({ kind: 'duplicate-steps', steps: chosen });
    },
  };
}
