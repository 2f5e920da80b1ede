import type { NewValue } from '../../shared/model/bundle/write.ts';
import type { PlainInput } from '../../shared/yaml/edit/index.ts';
import { language } from '../language-worker/client.ts';
import type { FormParameter, FormValue, FormValues } from '../language-worker/contract.ts';
import { text as words } from '../text/en.ts';
import { notify } from './app-store.ts';
import { changeBundleFile, VALUES_NAMES } from './bundle-write.ts';
import { farmParameters, farmValueIssues } from './farm-values.ts';
import { formatOf } from './file-problems.ts';
import { isOn, sameValue, valueText } from './form-values.ts';
import { useJob } from './job-store.ts';
import { useParameters } from './parameter-store.ts';

/**
 * What the form holds and the bundle's `parameter_values` does not: values that differ from the file's, and values
 * that differ from the template's defaults where the file has none.
 */
export function unwrittenValues(
  form: readonly FormParameter[],
  values: FormValues,
  fileValues: FormValues,
): readonly NewValue[] {
  return [...form, ...farmParameters(fileValues)].flatMap((parameter) => {
    const { name } = parameter;
    const inFile = fileValues[name];
    const value = values[name] ?? (inFile === undefined ? undefined : parameter.default);
    if (value === undefined || (inFile !== undefined && sameValue(parameter, value, inFile)))
      return [];
    if (inFile === undefined && name.includes(':') && valueText(value) === '') return [];
    return [{ name, value: typed(parameter.type, value) }];
  });
}

export function valuesToWrite(): readonly NewValue[] {
  const { check, fileValues } = useJob.getState();
  return unwrittenValues(check?.form ?? [], useParameters.getState().values, fileValues);
}

/** Writes the form's values into the bundle, as the smallest change of its text. False: the reason was told. */
export async function saveValues(): Promise<boolean> {
  const values = valuesToWrite();
  const bad = values.flatMap(({ name }) => farmValueIssues(name, useParameters.getState().values));
  if (bad[0] !== undefined) {
    notify('error', words.bundleValues.notSaved(bad[0]));
    return false;
  }
  if (values.length === 0) return true;
  const path = await changeBundleFile(VALUES_NAMES, (text, name) =>
    language.call('writeFile', { text, format: formatOf(name), values }),
  );
  if (path !== undefined) notify('info', words.bundleValues.saved(values.length, path));
  return path !== undefined;
}

/** A value as data of its type; one that is none of it stays the text that was typed. */
export function typed(type: string, value: FormValue): PlainInput {
  const item = /^LIST\[(.*)\]$/.exec(type)?.[1];
  if (Array.isArray(value)) return value.map((one) => typed(item ?? 'STRING', one));
  if (type === 'BOOL') return isOn(value) ?? valueText(value);
  if (typeof value === 'boolean') return value;
  const text = value.trim();
  if (type === 'INT' && /^-?(?:0|[1-9]\d*)$/.test(text)) return BigInt(text);
  // A number that reads back as other text (`3.50`) keeps its own.
  if (type === 'FLOAT' && text !== '' && String(Number(text)) === text) return Number(text);
  return value;
}
