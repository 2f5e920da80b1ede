import { ExprError } from './errors.ts';
import { operatorSymbol } from './operators.ts';
import type { Call } from './overloads.ts';
import { typeToString } from './type-text.ts';
import type { ExprType } from './types.ts';

/** The error for a call that fits no signature: what was found, and what would have been right. */
export function noMatch({ definition, args, isMethod }: Call): ExprError {
  const { name, overloads } = definition;
  const found = args.map(typeToString);
  const property = /^__property_(.+)__$/.exec(name)?.[1];
  if (property !== undefined) {
    const message = `'${property}' is not a property of ${found[0]}; it is one of ${firstParams(overloads)}.`;
    return new ExprError('type-mismatch', message);
  }
  const symbol = operatorSymbol(name);
  if (symbol !== undefined) return new ExprError('type-mismatch', operatorMessage(symbol, found));
  const counts = [
    ...new Set(overloads.map((overload) => overload.params.length - (isMethod ? 1 : 0))),
  ];
  const count = args.length - (isMethod ? 1 : 0);
  if (!counts.includes(count)) {
    const expected = counts.sort((left, right) => left - right).join(' or ');
    const message = `${name}() takes ${expected} ${expected === '1' ? 'argument' : 'arguments'}, but ${count} ${count === 1 ? 'was' : 'were'} given.`;
    return new ExprError('wrong-argument-count', message);
  }
  const receivers = overloads.map(({ params }) => params[0]);
  if (isMethod && !receivers.some((type) => type !== undefined && mayReceive(type, args[0]))) {
    const message = `${name}() is not a method of ${found[0]}; it is one of ${firstParams(overloads)}.`;
    return new ExprError('type-mismatch', message);
  }
  const signatures = overloads.map(({ signature }) => signature).join('; ');
  return new ExprError(
    'type-mismatch',
    `${name}() does not take (${found.join(', ')}). It is: ${signatures}.`,
  );
}

function operatorMessage(symbol: string, found: readonly string[]): string {
  const [first, second] = found;
  if (symbol === '[]') {
    if (found.length > 2)
      return `Cannot take a slice of ${first} with these bounds (${found.slice(1).join(', ')}): expected ints.`;
    return `Cannot take an element of ${first} by ${second}: expected a list, range_expr or string and an int.`;
  }
  if (symbol === 'in' || symbol === 'not in')
    return `Cannot use '${symbol}' with ${second} and ${first}.`;
  if (second === undefined) return `Cannot use '${symbol}' with ${first}.`;
  return `Cannot use '${symbol}' with ${first} and ${second}.`;
}

function mayReceive(param: ExprType, receiver: ExprType | undefined): boolean {
  return param.kind === 'typevar' || param.kind === receiver?.kind;
}

function firstParams(overloads: readonly { readonly params: readonly ExprType[] }[]): string {
  const names = overloads.flatMap(({ params }) =>
    params[0] === undefined ? [] : [typeToString(params[0])],
  );
  return [...new Set(names)].join(', ');
}
