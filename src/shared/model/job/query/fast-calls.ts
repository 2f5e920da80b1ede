import {
  type CallContext,
  ExprError,
  type Expression,
  type ExprType,
  type PathFormat,
  prepareCall,
  type Value,
} from '../../../expr/index.ts';
import { doubt, type Fast, type FastValue, type FastValues, meter, safe, wholeOf } from './fast.ts';

/** Functions see the format of paths and a small measure of work of their own; where that ends the evaluator decides. */
function contextOf(pathFormat: PathFormat): CallContext {
  return {
    pathFormat,
    pathMappingRules: [],
    count: (operations) => meter.spend(operations),
    countText: (length) => meter.spend(length / 256),
    reserve: (bytes) => meter.spend(bytes),
  };
}

/** Calls the library's own function, chosen once by the types of its arguments. */
export function callFast(
  node: Expression,
  args: readonly Fast[],
  pathFormat: PathFormat,
): Fast | undefined {
  const call = prepareCall(
    node,
    args.map(({ of }) => of),
    pathFormat,
  );
  if (!call) return undefined;
  const context = contextOf(pathFormat);
  const operands = args.map(wholeOf);
  const [first, second, third] = operands;
  // A loop over so few costs more than what it does.
  const given: (values: FastValues) => Value[] =
    first && second && operands.length === 2
      ? (values) => [first(values), second(values)]
      : first && second && third && operands.length === 3
        ? (values) => [first(values), second(values), third(values)]
        : (values) => operands.map((operand) => operand(values));
  return ofValue(call.result, (values) => {
    const operandValues = given(values);
    return doubt.raised ? NOTHING : call.run(operandValues, context);
  });
}

/** What was not compiled but is computed as the evaluator does; a result of another type is a doubt. */
export function ofValue(of: ExprType, value: (values: FastValues) => Value): Fast | undefined {
  if (!isConcrete(of)) return undefined;
  const { kind } = of;
  const wanted = kind === 'nulltype' ? 'null' : kind;
  const checked = (values: FastValues): Value => {
    if (doubt.raised) return NOTHING;
    try {
      const result = value(values);
      if (result.kind === wanted) return result;
    } catch (error) {
      if (!(error instanceof ExprError)) throw error;
    }
    doubt.raised = true;
    return NOTHING;
  };
  const standIn = STAND_INS.get(kind);
  if (standIn === undefined) return { type: 'other', of, run: checked };
  const run = (values: FastValues): FastValue => {
    const result = checked(values);
    if (doubt.raised) return standIn;
    if (result.kind === 'int') return safe(Number(result.value));
    return (result as { readonly value: FastValue }).value;
  };
  if (kind === 'float') return { type: kind, of, run, value: checked };
  return kind === 'int' || kind === 'bool' || kind === 'string'
    ? { type: kind, of, run }
    : undefined;
}

function isConcrete(of: ExprType): boolean {
  if (of.kind === 'list') return isConcrete(of.item);
  return !['any', 'noreturn', 'typevar', 'union', 'unresolved'].includes(of.kind);
}

/** What stands for a value in a row that is asked for again. */
const NOTHING: Value = { kind: 'null' };
const STAND_INS: ReadonlyMap<string, FastValue> = new Map<string, FastValue>([
  ['int', 0],
  ['float', 0],
  ['bool', false],
  ['string', ''],
]);
