import type { NameExpression, NamePart } from './ast.ts';
import { ExprError } from './errors.ts';
import type { FunctionDefinition } from './functions/definition.ts';
import { callableFunction, callableNames, propertyFunction, propertyNames } from './library.ts';
import { closest, didYouMean } from './suggest.ts';
import { type Term, termType } from './term.ts';
import { typeToString } from './type-text.ts';

/** The error for a name that no scope knows, with the closest name that exists. */
export function unknownName(node: NameExpression, scope: { names(): Iterable<string> }): ExprError {
  const suggestion = closest(node.name, scope.names());
  return new ExprError(
    'unknown-name',
    `There is no value named '${node.name}' here.${didYouMean(suggestion)}`,
    node.start,
    node.end,
    dataOf(node.name, suggestion),
  );
}

/** The error for a call of something that is no function. */
export function unknownFunction(callee: NamePart, isMethod: boolean): ExprError {
  const { text, start, end } = callee;
  if (propertyFunction(text) !== undefined && isMethod) {
    const message = `'${text}' is a property: write it without parentheses.`;
    return new ExprError('not-a-function', message, start, end);
  }
  const suggestion = closest(text, callableNames());
  const message = `There is no ${isMethod ? 'method' : 'function'} named '${text}'.${didYouMean(suggestion)}`;
  return new ExprError('unknown-function', message, start, end, dataOf(text, suggestion));
}

/** The error for a property that does not exist. */
export function unknownProperty(part: NamePart, value: Term): ExprError {
  const { text, start, end } = part;
  if (callableFunction(text) !== undefined) {
    return new ExprError('not-a-property', `'${text}' is a method: write ${text}().`, start, end);
  }
  const suggestion = closest(text, propertyNames());
  const message = `A value of type ${typeToString(termType(value))} has no property '${text}'.${didYouMean(suggestion)}`;
  return new ExprError('unknown-property', message, start, end, dataOf(text, suggestion));
}

function dataOf(name: string, suggestion: string | undefined): Record<string, string> {
  return suggestion === undefined ? { name } : { name, suggestion };
}

/** The error for a loop variable of a name that is taken (§1.3.7). */
export function shadowedName({ text, start, end }: NamePart): ExprError {
  const message = `The loop variable '${text}' hides another value of that name; choose a different name.`;
  return new ExprError('shadowed-name', message, start, end, { name: text });
}

/** The error for a function of worker hosts in an expression that is evaluated elsewhere (§2.3.2). */
export function hostOnly(name: string): ExprError {
  const message = `${name}() is available on worker hosts only, not where the job is created.`;
  return new ExprError('host-only', message);
}

/** The error for a function of an extension that the template does not use. */
export function needsExtension({ name, extension }: FunctionDefinition): ExprError {
  const message = `${name}() needs the ${extension} extension.`;
  return new ExprError('needs-extension', message, -1, -1, { extension: extension ?? null });
}
