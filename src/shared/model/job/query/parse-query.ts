import { type Expression, findReferences, parseExpression } from '../../../expr/index.ts';

/** A filter of tasks as it was typed. */
type TaskQuery =
  | { readonly kind: 'all' }
  /** `Frame:1-10:2 Layer:beauty,matte`: values of parameters, all of which must hold. */
  | {
      readonly kind: 'values';
      readonly terms: readonly { readonly name: string; readonly values: string }[];
    }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'invalid'; readonly message: string };

const TERM = /^(\w+):("[^"]*"|\S*)(?:\s+|$)/;

/** Reads a filter: values by parameter, else an expression of the expression language. */
export function parseQuery(text: string, names: readonly string[]): TaskQuery {
  const source = text.trim();
  if (source === '') return { kind: 'all' };
  const terms: { name: string; values: string }[] = [];
  let rest = source;
  for (let match = TERM.exec(rest); match; match = TERM.exec(rest)) {
    const [whole, typed = '', quoted = ''] = match;
    const name = names.find((one) => one.toLowerCase() === typed.toLowerCase());
    if (name === undefined) break;
    terms.push({ name, values: quoted.replace(/^"(.*)"$/, '$1') });
    rest = rest.slice(whole.length);
  }
  if (rest === '') {
    const empty = terms.find(({ values }) => values === '');
    return empty
      ? { kind: 'invalid', message: `Write values behind "${empty.name}:".` }
      : { kind: 'values', terms };
  }
  const { expression, issues } = parseExpression(source);
  const [issue] = issues;
  if (expression === undefined || issue !== undefined)
    return { kind: 'invalid', message: issue?.message ?? 'This cannot be read.' };
  return { kind: 'expression', expression };
}

/** The task parameters that an expression uses, by their short or full names. */
export function parametersOf(expression: Expression, names: readonly string[]): Set<string> {
  const scope = { has: (name: string) => parameterOf(name, names) !== undefined };
  const { found } = findReferences(expression, scope);
  return new Set(found.flatMap(({ name }) => parameterOf(name, names) ?? []));
}

/** `Frame`, `Task.Param.Frame` and `Task.RawParam.Frame` are the same. */
export function parameterOf(symbol: string, names: readonly string[]): string | undefined {
  const short = symbol.replace(/^Task\.(?:Raw)?Param\./, '');
  return names.find((name) => name === short);
}
