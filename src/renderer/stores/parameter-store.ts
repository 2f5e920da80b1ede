import { create } from 'zustand';
import type { ParameterValues } from '../../shared/protocol/bundle.ts';
import { backend } from '../backend/backend.ts';
import type { FormParameter, FormValue, FormValues } from '../language-worker/contract.ts';
import { useDocument } from './document-store.ts';
import { fromJson, sameValue } from './form-values.ts';

interface ParameterState {
  /** What differs from the defaults, by parameter. */
  readonly values: FormValues;
}

export const useParameters = create<ParameterState>()(() => ({ values: {} }));

let keeping: ReturnType<typeof setTimeout> | undefined;

/** Begins with what travels in the bundle, and over it what was typed here the last time. */
export function loadValues(bundled: ParameterValues, kept: ParameterValues): void {
  const values: Record<string, FormValue> = {};
  for (const [name, value] of Object.entries({ ...bundled, ...kept })) {
    const known = fromJson(value);
    // Names with a colon are a scheduler's own settings, not parameters of the job.
    if (known !== undefined && !name.includes(':')) values[name] = known;
  }
  useParameters.setState({ values });
}

/** Sets a value; one that equals the default is no change. */
export function setValue(parameter: FormParameter, value: FormValue): void {
  const values = { ...useParameters.getState().values };
  if (parameter.default !== undefined && sameValue(parameter, value, parameter.default))
    delete values[parameter.name];
  else values[parameter.name] = value;
  change(values);
}

export function resetValue(name: string): void {
  const values = { ...useParameters.getState().values };
  delete values[name];
  change(values);
}

export function resetAllValues(): void {
  change({});
}

/** Takes over all values at once, as a run of the history had them. */
export function replaceValues(values: FormValues): void {
  change({ ...values });
}

/** The values that a job with these parameters takes; others belong to an earlier text. */
export function valuesFor(form: readonly FormParameter[]): FormValues {
  const { values } = useParameters.getState();
  return Object.fromEntries(
    form.flatMap(({ name }) => (values[name] === undefined ? [] : [[name, values[name]]])),
  );
}

function change(values: FormValues): void {
  useParameters.setState({ values });
  const root = useDocument.getState().bundle?.root;
  clearTimeout(keeping);
  if (root === undefined) return;
  keeping = setTimeout(() => {
    backend.call('bundle.keepValues', { root, values: { ...values } }).catch(() => {});
  }, 400);
}
