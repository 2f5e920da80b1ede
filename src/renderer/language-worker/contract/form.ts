/** The controls of the job’s parameters. */

/** A parameter's value as the form holds it: numbers as the text they were typed with. */
export type FormValue = string | boolean | FormValue[];

export type FormValues = Readonly<Record<string, FormValue>>;

export type Control =
  | 'LINE_EDIT'
  | 'MULTILINE_EDIT'
  | 'DROPDOWN_LIST'
  | 'CHECK_BOX'
  | 'SPIN_BOX'
  | 'CHOOSE_INPUT_FILE'
  | 'CHOOSE_OUTPUT_FILE'
  | 'CHOOSE_DIRECTORY'
  | 'LIST'
  | 'HIDDEN';

export interface FileFilter {
  readonly label: string;
  readonly patterns: readonly string[];
}

/** One control of the form. */
export interface FormParameter {
  readonly name: string;
  readonly type: string;
  readonly control: Control;
  readonly label: string;
  readonly group?: string;
  readonly description?: string;
  readonly default?: FormValue;
  readonly required: boolean;
  readonly allowedValues?: readonly FormValue[];
  readonly minValue?: string;
  readonly maxValue?: string;
  readonly decimals?: number;
  /** `singleStepDelta`, as text. */
  readonly step?: string;
  readonly fileFilters?: readonly FileFilter[];
  /** The layered environment template that asks for it, where the job's own template does not. */
  readonly from?: string;
  /** Of a PATH: what it leads to, and what the job does with it. */
  readonly objectType?: 'FILE' | 'DIRECTORY';
  readonly dataFlow?: 'NONE' | 'IN' | 'OUT' | 'INOUT';
}
