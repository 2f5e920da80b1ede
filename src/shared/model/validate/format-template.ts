import type { ExprType, TypeScope } from '../../expr/index.ts';
import type { TaskParameterType } from '../parameter-types.ts';
import { FIELD_TYPES } from '../scopes.ts';
import type { HostRequirementsDefinition, ParameterSpaceDefinition } from '../template/types.ts';
import type { FormatChecker } from './format-check.ts';

/** Format strings of host requirements (§3.3), in template scope. */
export function checkRequirementFormats(
  check: FormatChecker,
  requirements: HostRequirementsDefinition | undefined,
  scope: TypeScope,
): void {
  for (const { name, min, max } of requirements?.amounts ?? []) {
    check.job(name, scope);
    check.numeric(min, scope, FIELD_TYPES.optionalNumber);
    check.numeric(max, scope, FIELD_TYPES.optionalNumber);
  }
  for (const { name, anyOf, allOf } of requirements?.attributes ?? []) {
    check.job(name, scope);
    for (const value of [...(anyOf ?? []), ...(allOf ?? [])]) {
      check.job(value, scope, FIELD_TYPES.item);
    }
  }
}

/** What an item of a range list, and a range that is one expression, must be (§1.3.12). */
export const RANGE_TARGETS: Readonly<
  Record<TaskParameterType, { item: ExprType; whole: ExprType }>
> = {
  INT: { item: FIELD_TYPES.integerItem, whole: FIELD_TYPES.integerRange },
  'CHUNK[INT]': { item: FIELD_TYPES.integerItem, whole: FIELD_TYPES.integerRange },
  FLOAT: { item: FIELD_TYPES.numberItem, whole: FIELD_TYPES.numberList },
  STRING: { item: FIELD_TYPES.item, whole: FIELD_TYPES.textList },
  PATH: { item: FIELD_TYPES.item, whole: FIELD_TYPES.textList },
};

/** Format strings of a parameter space (§3.4), in template scope. */
export function checkRangeFormats(
  check: FormatChecker,
  space: ParameterSpaceDefinition | undefined,
  scope: TypeScope,
): void {
  for (const { type, range, chunks } of space?.parameters ?? []) {
    const targets = RANGE_TARGETS[type];
    if (range?.kind === 'expression') {
      check.format(range.format, range, scope, targets.whole);
    } else {
      for (const item of range?.items ?? []) {
        if ('segments' in item.value) check.format(item.value, item, scope, targets.item);
      }
    }
    check.numeric(chunks?.defaultTaskCount, scope, FIELD_TYPES.integer);
    check.numeric(chunks?.targetRuntimeSeconds, scope, FIELD_TYPES.optionalInt);
  }
}
