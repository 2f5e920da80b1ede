import {
  type CheckOptions,
  type CheckResult,
  checkExpression,
  type EvalOptions,
  ExprError,
  type Expression,
  type ExprType,
  evaluate,
  floatValue,
  intValue,
  listValue,
  NULL,
  parseExpression,
  parseRangeExpr,
  parseType,
  pathValue,
  type RangeExpr,
  rangeValue,
  Scope,
  stringList,
  stringValue,
  TRUE,
  TYPES,
  type Value,
  valueToString,
} from '../../../../src/shared/expr/index.ts';

/** The tree of a text that must parse. */
export function parsed(source: string): Expression {
  const { expression, issues } = parseExpression(source);
  if (expression === undefined) throw new Error(issues[0]?.message);
  return expression;
}

export function range(text: string): RangeExpr {
  const result = parseRangeExpr(text);
  if ('value' in result) return result.value;
  throw new Error(result.issue.message);
}

export function type(text: string): ExprType {
  const result = parseType(text);
  if (result === undefined) throw new Error(`no type: ${text}`);
  return result;
}

/** Symbols that the tables use. */
export const VALUES: readonly (readonly [string, Value])[] = [
  ['Param.Count', intValue(5)],
  ['Param.Scale', floatValue(3.5, '3.500')],
  ['Param.Name', stringValue('shot')],
  ['Param.Flag', TRUE],
  ['Param.File', pathValue('/projects/shot01/render.tar.gz')],
  ['Param.Frames', rangeValue(range('1-5'))],
  ['Param.Names', stringList(['a', 'b'])],
  ['Param.Paths', listValue(TYPES.path, [pathValue('/x/a.exr'), pathValue('/x/b.png')])],
  ['Param.if', intValue(7)],
  ['Param.Nothing', NULL],
  ['x', intValue(1)],
];

export const POSIX: EvalOptions = { expr: true, pathFormat: 'POSIX', service: true };

export function run(source: string, options: EvalOptions = POSIX): Value {
  return evaluate(parsed(source), new Scope(undefined, VALUES), options);
}

/** The result as `string()` shows it. */
export function text(source: string, options: EvalOptions = POSIX): string {
  return valueToString(run(source, options));
}

/** The message of the error with which an expression fails, at parsing or at evaluation. */
export function failure(source: string, options: EvalOptions = POSIX): string {
  const { expression, issues } = parseExpression(source);
  if (expression === undefined) return issues[0]?.message ?? '';
  try {
    evaluate(expression, new Scope(undefined, VALUES), options);
  } catch (error) {
    if (error instanceof ExprError) return error.message;
    throw error;
  }
  throw new Error(`no failure: ${source}`);
}

/** The types of the symbols of {@link VALUES}, for checks. */
export const SYMBOL_TYPES: readonly (readonly [string, ExprType])[] = [
  ['Param.Count', TYPES.int],
  ['Param.Scale', TYPES.float],
  ['Param.Name', TYPES.string],
  ['Param.Flag', TYPES.bool],
  ['Param.File', TYPES.path],
  ['Param.Frames', TYPES.range_expr],
  ['Param.Names', type('list[string]')],
  ['Param.Numbers', type('list[int]')],
  ['Param.Timeout', type('int?')],
  ['x', TYPES.int],
];

export function check(source: string, options: Partial<CheckOptions> = {}): CheckResult {
  const scope = new Scope<ExprType | Value>(undefined, SYMBOL_TYPES);
  return checkExpression(parsed(source), scope, { expr: true, hostContext: false, ...options });
}
