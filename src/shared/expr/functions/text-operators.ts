import { stringValue } from '../values.ts';
import { rangeArg, sizeArg, textArg } from './args.ts';
import { type CallContext, define, type FunctionDefinition } from './definition.ts';

/** String operators (§2.1.2); membership is with that of lists. */
export const textOperators: readonly FunctionDefinition[] = [
  define(
    '__add__',
    '2.1.2',
    'Concatenation',
    [
      '(a: string, b: string) -> string',
      (args, context) => concat(textArg(args, 0), textArg(args, 1), context),
    ],
    [
      '(a: string, b: range_expr) -> string',
      (args, context) => concat(textArg(args, 0), String(rangeArg(args, 1)), context),
    ],
    [
      '(a: range_expr, b: string) -> string',
      (args, context) => concat(String(rangeArg(args, 0)), textArg(args, 1), context),
    ],
  ),
  define('__mul__', '2.1.2', 'Repetition', [
    '(s: string, n: int) -> string',
    (args, context) => {
      const text = textArg(args, 0);
      const times = Math.max(0, sizeArg(args, 1));
      context.reserve(text.length * times);
      context.countText(text.length * times);
      return stringValue(text === '' ? '' : text.repeat(times));
    },
  ]),
];

function concat(
  left: string,
  right: string,
  context: CallContext,
): { kind: 'string'; value: string } {
  context.countText(left.length + right.length);
  return { kind: 'string', value: left + right };
}
