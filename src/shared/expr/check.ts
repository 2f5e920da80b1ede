import type { CallExpression, Expression, NameExpression } from './ast.ts';
import { coerceTerm } from './coerce-type.ts';
import { ExprError, type ExprIssue } from './errors.ts';
import { Evaluator } from './evaluator.ts';
import { callableFunction } from './library.ts';
import type { CheckOptions, CheckResult } from './options.ts';
import { findReferences } from './references.ts';
import type { TypeScope } from './scope.ts';
import { resultType, type Symbols, type Term, termOf, UNKNOWN } from './term.ts';
import { unresolved } from './type-algebra.ts';
import { TYPES } from './types.ts';
import {
  hostOnly,
  needsExtension,
  shadowedName,
  unknownFunction,
  unknownName,
} from './unknown-name.ts';

/**
 * Checks an expression against the symbols that will exist when it is evaluated: unknown names everywhere, then types,
 * and all that can be computed already. A check never refuses what could succeed.
 */
export function checkExpression(
  expression: Expression,
  scope: TypeScope,
  options: CheckOptions,
): CheckResult {
  const references = findReferences(expression, scope, options.expr);
  const issues: ExprIssue[] = [
    ...references.unknown.map((node) => unknownName(node, scope).toIssue()),
    ...references.shadowing.map((variable) => shadowedName(variable).toIssue()),
    ...references.calls.flatMap((call) => callIssue(call, options)),
  ];
  if (!options.expr) {
    return { issues, type: unresolved(TYPES.string), references: references.found };
  }
  const term = evaluateTypes(expression, scope, options, issues, references.unknown);
  if (term === undefined) {
    const type = unresolved(TYPES.any);
    return {
      issues: withoutRepetitions(issues),
      type,
      references: references.found,
      cutShort: true,
    };
  }
  const base = {
    issues: withoutRepetitions(issues),
    type: resultType(term),
    references: references.found,
  };
  return term.kind === 'unresolved' ? base : { ...base, value: term };
}

/** A function that does not exist, or not there, is an error also in a branch that may never be taken. */
function callIssue(
  call: CallExpression,
  { hostContext, service }: CheckOptions,
): readonly ExprIssue[] {
  const definition = callableFunction(call.callee.text);
  if (definition === undefined)
    return [unknownFunction(call.callee, call.receiver !== undefined).toIssue()];
  if (definition.extension !== undefined && service !== true) {
    return [needsExtension(definition).locate(call.start, call.end).toIssue()];
  }
  if (definition.hostOnly !== true || hostContext) return [];
  return [hostOnly(call.callee.text).locate(call.start, call.end).toIssue()];
}

function withoutRepetitions(issues: readonly ExprIssue[]): readonly ExprIssue[] {
  const known = new Map(
    issues.map((issue) => [`${issue.code} ${issue.start} ${issue.end}`, issue]),
  );
  return [...known.values()];
}

/** Nothing where the allowance did not suffice. */
function evaluateTypes(
  expression: Expression,
  scope: TypeScope,
  options: CheckOptions,
  issues: ExprIssue[],
  unknown: readonly NameExpression[],
): Term | undefined {
  const { hostContext, target, limits, signal, allowance } = options;
  let evaluator: Evaluator | undefined;
  try {
    evaluator = new Evaluator(new TypeSymbols(scope, unknown), {
      host: {
        // On a host the paths will be those of its system, which is not known here.
        pathFormat: options.pathFormat ?? (hostContext ? undefined : 'POSIX'),
        pathMappingRules: hostContext ? ('unknown' as const) : undefined,
        service: options.service ?? false,
      },
      issues,
      limits: allowance?.limits(limits) ?? limits,
      signal,
    });
    const failed = issues.length;
    const term = evaluator.evaluate(expression, target);
    if (target === undefined || issues.length > failed) return term;
    return coerceTerm(term, target, evaluator.dispatcher.pathFormat);
  } catch (error) {
    if (allowance?.ended(error, limits) === true) return undefined;
    if (!(error instanceof ExprError)) throw error;
    issues.push(error.locate(expression.start, expression.end).toIssue());
    return UNKNOWN;
  } finally {
    if (evaluator !== undefined) allowance?.spend(evaluator.budget.operations);
  }
}

/** A type scope as an evaluation sees it. Unknown names have been reported: here they may be anything. */
class TypeSymbols implements Symbols {
  readonly #scope: TypeScope;
  readonly #unknown: ReadonlySet<string>;

  constructor(scope: TypeScope, unknown: readonly NameExpression[]) {
    this.#scope = scope;
    this.#unknown = new Set(unknown.map((node) => node.name));
  }

  get(name: string): Term | undefined {
    const entry = this.#scope.get(name);
    if (entry !== undefined) return termOf(entry);
    return this.#unknown.has(name) ? UNKNOWN : undefined;
  }

  has(name: string): boolean {
    return this.#scope.has(name);
  }

  names(): Iterable<string> {
    return this.#scope.names();
  }
}
