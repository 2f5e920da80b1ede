import type { JobParameterDefinition } from '../template/types.ts';

type Shape = Pick<JobParameterDefinition, 'type' | 'objectType' | 'dataFlow'> & {
  readonly constraints: { readonly allowedValues?: readonly unknown[] };
};

/** The control that edits a parameter when its definition names none (§2.1-2.16). */
export function defaultControl({ type, objectType, dataFlow, constraints }: Shape): string {
  const file = dataFlow === 'OUT' ? 'CHOOSE_OUTPUT_FILE' : 'CHOOSE_INPUT_FILE';
  const path = objectType === 'FILE' ? file : 'CHOOSE_DIRECTORY';
  if (constraints.allowedValues !== undefined) return 'DROPDOWN_LIST';
  switch (type) {
    case 'STRING':
    case 'RANGE_EXPR':
      return 'LINE_EDIT';
    case 'PATH':
      return path;
    case 'INT':
    case 'FLOAT':
      return 'SPIN_BOX';
    case 'BOOL':
      return 'CHECK_BOX';
    case 'LIST[STRING]':
      return 'LINE_EDIT_LIST';
    case 'LIST[PATH]':
      return `${path}_LIST`;
    case 'LIST[INT]':
    case 'LIST[FLOAT]':
      return 'SPIN_BOX_LIST';
    case 'LIST[BOOL]':
      return 'CHECK_BOX_LIST';
    default:
      return 'HIDDEN';
  }
}
