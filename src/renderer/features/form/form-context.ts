import { createContext, type ReactNode, useContext } from 'react';
import type { Problem } from '../../language-worker/contract.ts';

/** The list of the steps' names that fields suggest: one for all of them. */
export const STEP_NAMES = 'form-step-names';

/** What every field of the form may ask for. */
interface FormContext {
  readonly problems: readonly Problem[];
  /** Names of the steps, for dependencies. */
  readonly steps: readonly string[];
  /** The text that the tree was read from. */
  readonly text: string;
  /** Nothing can be changed now: the text is broken, or the file cannot be written. */
  readonly locked: boolean;
  /** A parameter's control as people will see it. */
  readonly preview: (parameter: string) => ReactNode;
}

export const Context = createContext<FormContext>({
  problems: [],
  steps: [],
  text: '',
  locked: false,
  preview: () => null,
});

export const useFormContext = (): FormContext => useContext(Context);
