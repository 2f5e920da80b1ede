/**
 * The Open Job Description expression language: format strings, expressions, range expressions, symbols
 * and path mapping. Everything outside of this folder imports from here.
 */
export { Allowance } from './allowance.ts';
export type * from './ast.ts';
export { childrenOf } from './ast.ts';
export { checkExpression } from './check.ts';
export { codePointLength } from './code-points.ts';
export {
  type CoerceOptions,
  coerceValue,
  destinationsOf,
  textToPath,
  tryCoerce,
} from './coerce.ts';
export { coerceType } from './coerce-type.ts';
export { ExprError, type ExprIssue } from './errors.ts';
export { evaluate } from './evaluate.ts';
export { floatToText, parseFloatText } from './float-text.ts';
export {
  type ExpressionSegment,
  type FormatString,
  type LiteralSegment,
  parseFormatString,
} from './format-string.ts';
export { checkFormatString } from './format-string-check.ts';
export { resolveFormatString, resolveText } from './format-string-resolve.ts';
export type { CallContext } from './functions/definition.ts';
export { checkInt64, INT64_MAX, INT64_MIN, isInt64, parseDecimalInteger } from './int64.ts';
export { type LetBinding, parseLetBinding } from './let-binding.ts';
export {
  functionLibrary,
  type LibraryEntry,
  type LibraryEntryKind,
  membersFor,
} from './library-docs.ts';
export { LIMITS } from './limits.ts';
export { joinListTypes, listOfType } from './list-types.ts';
export type { CheckOptions, CheckResult, EvalLimits, EvalOptions, Reference } from './options.ts';
export { type ParsedExpression, parseExpression, parseExpressionAt } from './parser.ts';
export {
  isAbsolutePath,
  joinPaths,
  normalizePath,
  type ParsedPath,
  type PathFormat,
  parsePath,
} from './paths/path-format.ts';
export {
  applyPathMapping,
  type MappedPath,
  type PathMappingFormat,
  type PathMappingRule,
} from './paths/path-mapping.ts';
export { parsePathMappingRules, pathMappingDocument } from './paths/path-mapping-rules.ts';
export { isUri } from './paths/uri-path.ts';
export { CallMeter, type PreparedCall, prepareCall } from './prepared-call.ts';
export { printExpression } from './print.ts';
export { RangeExpr } from './range-expr.ts';
export { parseRangeExpr } from './range-expr-parse.ts';
export type { RangePart } from './range-part.ts';
export { findReferences } from './references.ts';
export { Scope, type TypeScope, type ValueScope } from './scope.ts';
export { closest } from './suggest.ts';
export { KEYWORDS } from './token.ts';
export { constraintOf, listOf, optional, satisfies, unionOf, unresolved } from './type-algebra.ts';
export { parseType, typeToString } from './type-text.ts';
export { type ExprType, membersOf, type SimpleKind, TYPES, typesEqual } from './types.ts';
export { shadowedName } from './unknown-name.ts';
export { compareText, compareValues, valueEquals } from './value-compare.ts';
export { valueToString, valueToText } from './value-text.ts';
export {
  boolValue,
  FALSE,
  floatValue,
  intValue,
  isValue,
  type ListValue,
  listValue,
  NULL,
  pathValue,
  rangeToList,
  rangeValue,
  stringList,
  stringValue,
  TRUE,
  type Value,
  valueType,
} from './values.ts';
