import type { NodeChange } from '@xyflow/react';
import { useEffect, useRef, useState } from 'react';
import type { GraphStep } from '../../language-worker/contract.ts';
import { selectStep } from '../../stores/task-store.ts';

const NONE: ReadonlySet<string> = new Set();

/** The steps that are chosen: the one that all views show, and those that were added to it here. */
export interface StepSelection {
  /** In the order of the template; the current step is one of them. */
  readonly names: readonly string[];
  readonly only: () => void;
  readonly add: (name: string) => void;
  /** Adds a step or takes it out again; the last one stays. */
  readonly toggle: (name: string) => void;
  readonly all: () => void;
  /** False: there was but one. */
  readonly leave: () => boolean;
  /** Steps that come with the next change of the template will be the chosen ones. */
  readonly awaitNew: () => void;
  /** For the picture's own frame that is drawn with Shift. */
  readonly frame: {
    readonly onSelectionStart: () => void;
    readonly onSelectionEnd: () => void;
    readonly onNodesChange: (changes: readonly NodeChange[]) => void;
  };
}

/** Steps that are not known yet will be the chosen ones, until something else is chosen. */
interface Awaiting {
  readonly known: ReadonlySet<string>;
  readonly from: string | undefined;
}

/** @param current the step that all views show. */
export function useSelection(
  steps: readonly GraphStep[],
  current: string | undefined,
): StepSelection {
  const [marked, setMarked] = useState(NONE);
  const awaiting = useRef<Awaiting>(undefined);
  const framed = useRef<Set<string>>(undefined);
  const names =
    current !== undefined && marked.has(current)
      ? steps.flatMap(({ name }) => (marked.has(name) ? [name] : []))
      : current === undefined
        ? []
        : [current];

  const mark = (next: ReadonlySet<string>) => {
    awaiting.current = undefined;
    const [first] = next;
    if (first === undefined) return;
    setMarked(next);
    if (current === undefined || !next.has(current)) selectStep(first);
  };

  useEffect(() => {
    if (!awaiting.current) return;
    const { known, from } = awaiting.current;
    const fresh = steps.flatMap(({ name }) => (known.has(name) ? [] : [name]));
    const [first] = fresh;
    setMarked(new Set(fresh));
    if (first !== undefined) selectStep(first);
    // They were taken back: what was chosen before is chosen again.
    else if (from !== undefined && known.has(from)) selectStep(from);
  }, [steps]);

  return {
    names,
    only: () => {
      awaiting.current = undefined;
      setMarked(NONE);
    },
    add: (name) => {
      awaiting.current = undefined;
      setMarked(new Set([...names, name]));
    },
    toggle: (name) => {
      const next = new Set(names);
      if (!next.delete(name)) {
        next.add(name);
        selectStep(name);
      }
      mark(next);
    },
    all: () => mark(new Set(steps.map(({ name }) => name))),
    leave: () => {
      setMarked(NONE);
      return names.length > 1;
    },
    awaitNew: () => {
      awaiting.current = { known: new Set(steps.map(({ name }) => name)), from: current };
    },
    frame: {
      onSelectionStart: () => {
        framed.current = new Set();
      },
      onSelectionEnd: () => {
        framed.current = undefined;
      },
      onNodesChange: (changes) => {
        if (!framed.current) return;
        for (const change of changes)
          if (change.type === 'select')
            framed.current[change.selected ? 'add' : 'delete'](change.id);
        mark(new Set(framed.current));
      },
    },
  };
}
