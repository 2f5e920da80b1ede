import type { JsonValue } from '../../shared/protocol/bundle.ts';
import type { FormValue, FormValues } from '../language-worker/contract.ts';
import { fromJson, valueText } from './form-values.ts';
import { useJob } from './job-store.ts';
import { replaceValues, valuesFor } from './parameter-store.ts';
import { setPresets, setRecentValues, useSetup } from './setup-store.ts';

const RECENT_KEPT = 8;

/** Keeps the form's present values under a name; one of that name is replaced. */
export function savePreset(name: string): void {
  const form = useJob.getState().check?.form;
  if (!form) return;
  const { presets } = useSetup.getState();
  const values = toJson(valuesFor(form));
  setPresets(
    [...presets.filter((preset) => preset.name !== name), { name, values }].sort((a, b) =>
      a.name.localeCompare(b.name, 'en', { numeric: true }),
    ),
  );
}

/** Puts a preset's values into the form; what it does not name has its default again. */
export function applyPreset(name: string): void {
  const preset = useSetup.getState().presets.find((one) => one.name === name);
  if (!preset) return;
  const values: Record<string, FormValue> = {};
  for (const [parameter, value] of Object.entries(preset.values)) {
    const known = fromJson(value);
    if (known !== undefined) values[parameter] = known;
  }
  replaceValues(values);
}

export function deletePreset(name: string): void {
  setPresets(useSetup.getState().presets.filter((preset) => preset.name !== name));
}

/** Remembers what a run was given, the newest first, each value once. */
export function rememberValues(values: FormValues): void {
  const recent = { ...useSetup.getState().recentValues };
  for (const [name, value] of Object.entries(toJson(values))) {
    const others = (recent[name] ?? []).filter((one) => !isSame(one, value));
    recent[name] = [value, ...others].slice(0, RECENT_KEPT);
  }
  setRecentValues(recent);
}

function isSame(a: JsonValue, b: JsonValue): boolean {
  return valueText(fromJson(a)) === valueText(fromJson(b));
}

function toJson(values: FormValues): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, jsonOf(value)]));
}

function jsonOf(value: FormValue): JsonValue {
  return Array.isArray(value) ? value.map(jsonOf) : value;
}
