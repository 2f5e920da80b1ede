import { DEADLINE_VALUES, farmValueProblem } from '../../shared/model/bundle/farm-values.ts';
import { FARM_PROFILES } from '../../shared/model/farm-profiles.ts';
import type { FormParameter, FormValues } from '../language-worker/contract.ts';
import { valueText } from './form-values.ts';

/** The farm's own values as fields of the form; what the bundle says is where each begins. */
export function farmParameters(fileValues: FormValues): readonly FormParameter[] {
  return DEADLINE_VALUES.map((known): FormParameter => {
    const { allowedValues, minValue, maxValue } = known;
    return {
      name: known.name,
      type: known.type,
      control: allowedValues ? 'DROPDOWN_LIST' : 'SPIN_BOX',
      label: known.label,
      description: known.description,
      required: false,
      default: fileValues[known.name] ?? allowedValues?.[0] ?? '',
      ...(allowedValues ? { allowedValues } : {}),
      ...(minValue === undefined ? {} : { minValue: String(minValue) }),
      ...(maxValue === undefined ? {} : { maxValue: String(maxValue) }),
    };
  });
}

/** What keeps a farm's value from being one; nothing for one that is not given. */
export function farmValueIssues(name: string, values: FormValues): readonly string[] {
  const known = DEADLINE_VALUES.find((one) => one.name === name);
  const text = valueText(values[name]);
  const problem = known && text !== '' ? farmValueProblem(known, text) : undefined;
  return problem === undefined ? [] : [problem];
}

/** Whether a bundle is one for Deadline Cloud: by its own values, or by the farm that it is checked for. */
export function isForDeadline(
  fileValues: FormValues,
  values: FormValues,
  profile: string | undefined,
): boolean {
  const names = [...Object.keys(fileValues), ...Object.keys(values)];
  return (
    profile === FARM_PROFILES['deadline-cloud'].name ||
    names.some((name) => name.startsWith('deadline:'))
  );
}
