import { create } from 'zustand';
import { isFarmName } from '../../shared/model/bundle/farm-values.ts';
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
let unkept: { root: string; values: ParameterValues } | undefined;
let bundledNames: readonly string[] = [];

/** Begins with what travels in the bundle, and over it what was typed here the last time. */
export function loadValues(bundled: ParameterValues, kept: ParameterValues): void {
  const values: Record<string, FormValue> = {};
  bundledNames = Object.keys(bundled);
  // What the bundle says of the farm's own values is no change of them: it is where they begin.
  const own = Object.fromEntries(Object.entries(bundled).filter(([name]) => !isFarmName(name)));
  for (const [name, value] of Object.entries({ ...own, ...kept })) {
    // Null is kept for a value of the bundle that was reset to its default.
    const known = fromJson(value);
    if (known !== undefined) values[name] = known;
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
  if (root === undefined) return;
  const reset = bundledNames.filter((name) => values[name] === undefined);
  unkept = {
    root,
    values: { ...values, ...Object.fromEntries(reset.map((name) => [name, null])) },
  };
  clearTimeout(keeping);
  keeping = setTimeout(keepNow, 400);
}

function keepNow(): void {
  clearTimeout(keeping);
  if (unkept) backend.call('bundle.keepValues', unkept).catch(() => {});
  unkept = undefined;
}

// So is what was typed a moment before the page goes.
globalThis.addEventListener?.('pagehide', keepNow);

// What was typed a moment before another bundle was opened is kept as well.
useDocument.subscribe((state, before) => {
  if (state.bundle?.template.path !== before.bundle?.template.path) keepNow();
});
