import type { CompareOperator, Expression } from './ast.ts';
import { tryCoerce } from './coerce.ts';
import { ExprError } from './errors.ts';
import type { CallContext, FunctionDefinition } from './functions/definition.ts';
import { argumentHint, itemHint } from './hints.ts';
import { callableFunction, propertyFunction } from './library.ts';
import { BINARY, UNARY } from './operators.ts';
import { selectOverload } from './overloads.ts';
import type { PathFormat } from './paths/path-format.ts';
import { type ExprType, membersOf, typesEqual } from './types.ts';
import type { Value } from './values.ts';

/** A call whose signature was chosen once by the types of its arguments, to be made very often. */
export interface PreparedCall {
  /** What it returns, or the first of several types; a run may return another of them. */
  readonly result: ExprType;
  /** @throws ExprError as the evaluator does. */
  run(args: readonly Value[], context: CallContext): Value;
}

/** Work and memory that one round of prepared calls may take; beyond it the evaluator's own limits count. */
export class CallMeter {
  #left = 0;

  /** Before each round. */
  reset(): void {
    this.#left = ROUND;
  }

  /** Whether that much is left. */
  take(amount: number): boolean {
    this.#left -= amount;
    return this.#left >= 0;
  }

  spend(amount: number): void {
    if (!this.take(amount)) throw new ExprError('operation-limit', 'This is for the evaluator.');
  }
}

/** Far below what an evaluation may use. */
const ROUND = 100_000;

/**
 * The function behind a node and the signature that arguments of these types select, as the evaluator would; the
 * arguments of a method begin with its receiver, those of `in` with the list. Undefined where none fits, where the
 * host counts, or where the context would make something else of a list literal.
 */
export function prepareCall(
  node: Expression,
  args: readonly ExprType[],
  pathFormat: PathFormat,
): PreparedCall | undefined {
  const definition = definitionOf(node);
  if (!definition || definition.hostOnly || definition.extension) return undefined;
  const isMethod =
    node.kind === 'attribute' ||
    node.kind === 'name' ||
    node.kind === 'subscript' ||
    node.kind === 'slice' ||
    (node.kind === 'call' && node.receiver !== undefined);
  if (
    node.kind === 'call' &&
    !isMethod &&
    !args.every((type, at) => isAsWanted(type, definition, args.length, at))
  )
    return undefined;
  const match = selectOverload({ definition, args, isMethod });
  if (match === undefined || typeof match === 'string') return undefined;
  const [result = match.result] = membersOf(match.result);
  const conversions = match.params.map((param, index) => {
    const type = args[index];
    return type === undefined || param.kind === 'any' || typesEqual(type, param)
      ? undefined
      : param;
  });
  const { run } = match.overload;
  if (conversions.every((target) => target === undefined)) return { result, run };
  return {
    result,
    run: (values, host) =>
      run(
        values.map((value, index) => {
          const target = conversions[index];
          return target === undefined
            ? value
            : (tryCoerce(value, target, {
                pathFormat,
                materialize: (count) => host.count(Number(count)),
              }) ?? value);
        }),
        host,
      ),
  };
}

/** A list literal takes the item type that the context wants (§1.2.6): prepared are those that have it anyway. */
function isAsWanted(
  type: ExprType,
  definition: FunctionDefinition,
  count: number,
  index: number,
): boolean {
  const wanted = itemHint(argumentHint(definition, count, index));
  return wanted === undefined || type.kind !== 'list' || typesEqual(type.item, wanted);
}

function definitionOf(node: Expression): FunctionDefinition | undefined {
  switch (node.kind) {
    case 'call':
      return callableFunction(node.callee.text);
    case 'unary':
      return UNARY[node.operator];
    case 'binary':
      return BINARY[node.operator];
    case 'compare':
      return BINARY[node.operators[0] as CompareOperator];
    case 'attribute':
      return propertyFunction(node.attribute.text);
    case 'subscript':
    case 'slice':
      return BINARY['[]'];
    default:
      return undefined;
  }
}
