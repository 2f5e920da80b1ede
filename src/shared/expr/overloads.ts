import type { FunctionDefinition, Overload } from './functions/definition.ts';
import { listOf, satisfies, unionOf } from './type-algebra.ts';
import { type ExprType, isSymbolic, membersOf, TYPES, typesEqual } from './types.ts';

/**
 * How far an argument may differ from its parameter: not at all; only as an empty list, which fits every
 * list (§1.2.3); or by a conversion. The receiver of a method is never converted (§1.2.4).
 */
type Leniency = 'exact' | 'empty-list' | 'convert';
const LENIENCIES: readonly Leniency[] = ['exact', 'empty-list', 'convert'];

type Bindings = Record<string, ExprType>;

export interface Call {
  readonly definition: FunctionDefinition;
  /** The receiver first, if any. None of them is a union. */
  readonly args: readonly ExprType[];
  readonly isMethod: boolean;
}

export interface Match {
  readonly overload: Overload;
  /** Parameter types with their type variables replaced: what the arguments are converted to. */
  readonly params: readonly ExprType[];
  readonly result: ExprType;
}

/** The overload that a call selects by the types of its arguments alone (§1.3.1), or why none fits. */
export function selectOverload(call: Call): Match | string | undefined {
  for (const leniency of LENIENCIES) {
    for (const generic of [false, true]) {
      for (const overload of call.definition.overloads) {
        if (overload.params.some(isSymbolic) !== generic) continue;
        const match = matchOverload(overload, call, leniency);
        // A signature that fits but refuses knows best why; converting the arguments would hide it.
        if (match !== undefined) return match;
      }
    }
  }
  return undefined;
}

/**
 * Every type a call may have when arguments are unions: each combination of their members selects its own
 * overload, and those that fit none are possibilities that fail at run time. Undefined when all fail.
 */
export function possibleResult(call: Call): ExprType | string | undefined {
  const results: ExprType[] = [];
  let reason: string | undefined;
  for (const args of combinations(call.args)) {
    const match = args.some((type) => type.kind === 'any')
      ? anyMatch({ ...call, args })
      : selectOverload({ ...call, args });
    if (typeof match === 'string') reason ??= match;
    else if (match !== undefined) results.push(match.result);
  }
  return results.length === 0 ? reason : unionOf(...results);
}

/** With an argument of any type, all overloads that the others allow are possible. */
function anyMatch(call: Call): { readonly result: ExprType } | string | undefined {
  const results: ExprType[] = [];
  let reason: string | undefined;
  for (const overload of call.definition.overloads) {
    const match = matchOverload(overload, call, 'convert');
    if (typeof match === 'string') reason ??= match;
    else if (match !== undefined) results.push(match.result);
  }
  return results.length === 0 ? reason : { result: unionOf(...results) };
}

/** Enough for every real call; beyond it the last argument's members are tried with the first of others. */
const MAX_COMBINATIONS = 4096;

function combinations(args: readonly ExprType[]): readonly (readonly ExprType[])[] {
  let found: (readonly ExprType[])[] = [[]];
  for (const type of args) {
    const members = membersOf(type);
    if (found.length * members.length > MAX_COMBINATIONS) found = found.slice(0, 1);
    found = found.flatMap((start) => members.map((member) => [...start, member]));
  }
  return found;
}

function matchOverload(
  overload: Overload,
  call: Call,
  leniency: Leniency,
): Match | string | undefined {
  if (overload.params.length !== call.args.length) return undefined;
  const bindings: Bindings = {};
  const isOperator = call.definition.name.startsWith('__');
  for (const [index, param] of overload.params.entries()) {
    const arg = call.args[index];
    if (arg === undefined) return undefined;
    const isReceiver = call.isMethod && index === 0;
    const allowed = isReceiver && leniency === 'convert' ? 'empty-list' : leniency;
    if (!fits(arg, param, allowed, isOperator, bindings)) return undefined;
  }
  const params = overload.params.map((param) => substitute(param, bindings));
  const result = overload.resultOf?.(call.args) ?? substitute(overload.result, bindings);
  return typeof result === 'string' ? result : { overload, params, result };
}

function fits(
  arg: ExprType,
  param: ExprType,
  leniency: Leniency,
  isOperator: boolean,
  bindings: Bindings,
): boolean {
  if (arg.kind === 'any' || arg.kind === 'noreturn') return true;
  if (param.kind === 'union') {
    return param.members.some((member) => fits(arg, member, leniency, isOperator, bindings));
  }
  if (param.kind === 'typevar') {
    const bound = bindings[param.name];
    if (bound === undefined) bindings[param.name] = arg;
    return bound === undefined || typesEqual(bound, arg);
  }
  if (arg.kind === 'list' && param.kind === 'list') {
    if (leniency !== 'exact' && arg.item.kind === 'nulltype') return true;
    return fits(arg.item, param.item, leniency, isOperator, bindings);
  }
  if (satisfies(arg, param)) return true;
  if (leniency !== 'convert') return false;
  if (arg.kind === 'range_expr' && param.kind === 'list') {
    return fits(TYPES.int, param.item, 'exact', isOperator, bindings);
  }
  return convertsImplicitly(arg, param, isOperator);
}

/**
 * The conversions of arguments: those of §1.2.3 where the intent is obvious and nothing can fail. Numbers do not
 * become texts (`"hello" + 5` is an error), and operators do not turn texts into paths.
 */
function convertsImplicitly(arg: ExprType, param: ExprType, isOperator: boolean): boolean {
  switch (param.kind) {
    case 'float':
      return arg.kind === 'int';
    case 'string':
      return arg.kind === 'path';
    case 'path':
      return arg.kind === 'string' && !isOperator;
    default:
      return false;
  }
}

function substitute(type: ExprType, bindings: Bindings): ExprType {
  switch (type.kind) {
    case 'typevar':
      return bindings[type.name] ?? TYPES.any;
    case 'list':
      return listOf(substitute(type.item, bindings));
    case 'union':
      return unionOf(...type.members.map((member) => substitute(member, bindings)));
    default:
      return type;
  }
}
