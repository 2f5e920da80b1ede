import type { NameExpression } from './ast.ts';
import { ExprError } from './errors.ts';
import type { Scope } from './scope.ts';
import { closest, didYouMean } from './suggest.ts';

/** The error for a name that no scope knows, with the closest name that exists. */
export function unknownName(node: NameExpression, scope: Scope<unknown>): ExprError {
  const suggestion = closest(node.name, scope.names());
  return new ExprError(
    'unknown-name',
    `There is no value named '${node.name}' here.${didYouMean(suggestion)}`,
    node.start,
    node.end,
    suggestion === undefined ? { name: node.name } : { name: node.name, suggestion },
  );
}
