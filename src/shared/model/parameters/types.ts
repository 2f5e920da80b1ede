import { type ExprType, listOf, TYPES } from '../../expr/index.ts';
import type { JobParameterType } from '../parameter-types.ts';

/** The type of a list's items; nothing for types that are no lists. */
export function itemType(type: JobParameterType): JobParameterType | undefined {
  switch (type) {
    case 'LIST[STRING]':
      return 'STRING';
    case 'LIST[PATH]':
      return 'PATH';
    case 'LIST[INT]':
      return 'INT';
    case 'LIST[FLOAT]':
      return 'FLOAT';
    case 'LIST[BOOL]':
      return 'BOOL';
    case 'LIST[LIST[INT]]':
      return 'LIST[INT]';
    default:
      return undefined;
  }
}

/** True for PATH and LIST[PATH]: values that path mapping applies to. */
export function isPathType(type: JobParameterType): boolean {
  return type === 'PATH' || type === 'LIST[PATH]';
}

const SCALARS: Readonly<Partial<Record<JobParameterType, ExprType>>> = {
  STRING: TYPES.string,
  PATH: TYPES.path,
  INT: TYPES.int,
  FLOAT: TYPES.float,
  BOOL: TYPES.bool,
  RANGE_EXPR: TYPES.range_expr,
};

/** The type of `Param.<name>` in expressions (§2). */
export function parameterExprType(type: JobParameterType): ExprType {
  const item = itemType(type);
  return item === undefined ? (SCALARS[type] ?? TYPES.any) : listOf(parameterExprType(item));
}

/** The type of `RawParam.<name>`: paths are plain texts there. */
export function rawParameterExprType(type: JobParameterType): ExprType {
  if (type === 'PATH') return TYPES.string;
  return type === 'LIST[PATH]' ? listOf(TYPES.string) : parameterExprType(type);
}
