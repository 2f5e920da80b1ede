import { type Value, valueToText } from '../../shared/expr/index.ts';
import type { MergedParameter, ParameterInput } from '../../shared/model/index.ts';
import { inertLines, inertText } from '../../shared/text/inert.ts';
import type { Control, FormParameter, FormValue, FormValues, OtherText } from './contract.ts';

const CONTROLS: ReadonlySet<string> = new Set<Control>([
  'LINE_EDIT',
  'MULTILINE_EDIT',
  'DROPDOWN_LIST',
  'CHECK_BOX',
  'SPIN_BOX',
  'CHOOSE_INPUT_FILE',
  'CHOOSE_OUTPUT_FILE',
  'CHOOSE_DIRECTORY',
  'HIDDEN',
]);

/** A merged definition as the form shows it: everything a control needs, as plain data. */
export function formParameter(
  parameter: MergedParameter,
  layers: readonly OtherText[] = [],
): FormParameter {
  const { userInterface: ui } = parameter;
  const initial = formValue(parameter.default);
  return {
    name: parameter.name,
    type: parameter.type,
    control: controlOf(parameter.type, ui.control),
    label: inertText(ui.label),
    required: parameter.required,
    ...optional('group', ui.groupLabel && inertText(ui.groupLabel)),
    ...optional('description', parameter.description && inertLines(parameter.description.trim())),
    ...optional('default', initial),
    ...optional('allowedValues', parameter.allowedValues?.map(plainValue)),
    ...optional('minValue', parameter.minValue && valueToText(parameter.minValue)),
    ...optional('maxValue', parameter.maxValue && valueToText(parameter.maxValue)),
    ...optional('decimals', ui.decimals),
    ...optional('step', ui.singleStepDelta === undefined ? undefined : String(ui.singleStepDelta)),
    ...optional('fileFilters', filtersOf(ui)),
    ...optional('from', layers[parameter.origin.document - 1]?.path),
    ...optional('objectType', parameter.objectType),
    ...optional('dataFlow', parameter.dataFlow),
  };
}

/** The filter that is chosen first comes first. */
function filtersOf(ui: MergedParameter['userInterface']) {
  const { fileFilters, fileFilterDefault } = ui;
  if (!fileFilterDefault) return fileFilters;
  const rest = (fileFilters ?? []).filter((filter) => filter.label !== fileFilterDefault.label);
  return [fileFilterDefault, ...rest];
}

function controlOf(type: string, control: string): Control {
  if (control === 'HIDDEN') return 'HIDDEN';
  if (type.startsWith('LIST')) return 'LIST';
  return CONTROLS.has(control) ? (control as Control) : 'LINE_EDIT';
}

function optional<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: T });
}

function formValue(input: ParameterInput | undefined): FormValue | undefined {
  if (input === undefined || input === null) return undefined;
  if (typeof input === 'boolean' || typeof input === 'string') return input;
  if (typeof input === 'number' || typeof input === 'bigint') return String(input);
  const items = (input as readonly ParameterInput[]).map(formValue);
  return items.every((item) => item !== undefined) ? items : undefined;
}

function plainValue(value: Value): FormValue {
  if (value.kind === 'bool') return value.value;
  if (value.kind === 'list') return value.items.map(plainValue);
  return valueToText(value);
}

/** The form's values as the model takes them: text that the types read. */
export function parameterInputs(values: FormValues): Record<string, ParameterInput> {
  return { ...values };
}
