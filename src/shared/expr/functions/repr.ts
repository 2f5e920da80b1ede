import { floatToJson, textToAsciiJson } from '../json-text.ts';
import { valueToString } from '../value-text.ts';
import { stringValue, type Value } from '../values.ts';
import { anyArg, listArg, textArg } from './args.ts';
import {
  type CallContext,
  define,
  type FunctionDefinition,
  type Implementation,
} from './definition.ts';
import { quoteCmd, quotePwsh, quotePy, quoteSh } from './repr-text.ts';

/** Every value that has a literal in the languages that know lists. */
const VALUES = ['nulltype', 'bool', 'int', 'float', 'string', 'path', 'range_expr', 'list[T]'];

/** Quoting for scripts and serialization (§2.2.6). */
export const reprs: readonly FunctionDefinition[] = [
  define(
    'repr_sh',
    '2.2.6',
    'Quoted for a POSIX shell; a list becomes arguments',
    ['(s: string) -> string', one(quoteSh)],
    ['(p: path) -> string', one(quoteSh)],
    ['(args: list[string]) -> string', all(quoteSh)],
    ['(args: list[path]) -> string', all(quoteSh)],
  ),
  define(
    'repr_cmd',
    '2.2.6',
    'Quoted for a Windows .bat file; a list becomes arguments',
    ['(s: string) -> string', one(quoteCmd)],
    ['(args: list[string]) -> string', all(quoteCmd)],
  ),
  define('repr_pwsh', '2.2.6', 'As a PowerShell literal', ...literals(toPwsh)),
  define('repr_py', '2.2.6', 'As a Python literal', ...literals(toPy)),
  define('repr_json', '2.2.6', 'As JSON', ...literals(toJson)),
];

function literals(write: (value: Value) => string): readonly (readonly [string, Implementation])[] {
  const run: Implementation = (args, context) => {
    const value = anyArg(args, 0);
    chargeItems(value, context);
    return written(write(value), context);
  };
  return VALUES.map((type) => [`(value: ${type}) -> string`, run]);
}

function one(quote: (text: string) => string): Implementation {
  return (args, context) => written(quote(textArg(args, 0)), context);
}

function all(quote: (text: string) => string): Implementation {
  return (args, context) => {
    const list = listArg(args, 0);
    chargeItems(list, context);
    return written(list.items.map((item) => quote(textArg([item], 0))).join(' '), context);
  };
}

function chargeItems(value: Value, context: CallContext): void {
  if (value.kind !== 'list') return;
  context.count(value.items.length);
  for (const item of value.items) chargeItems(item, context);
}

function written(text: string, context: CallContext): Value {
  context.countText(text.length);
  return stringValue(text);
}

function toPy(value: Value): string {
  switch (value.kind) {
    case 'null':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'string':
    case 'path':
      return quotePy(value.value);
    case 'range_expr':
      return quotePy(String(value.value));
    case 'list':
      return `[${value.items.map(toPy).join(', ')}]`;
    default:
      return valueToString(value);
  }
}

function toJson(value: Value): string {
  switch (value.kind) {
    case 'string':
    case 'path':
      return textToAsciiJson(value.value);
    case 'range_expr':
      return textToAsciiJson(String(value.value));
    case 'float':
      return floatToJson(value.value, value.text);
    case 'list':
      return `[${value.items.map(toJson).join(', ')}]`;
    default:
      return valueToString(value);
  }
}

/** A list with one list in it needs the unary comma, or PowerShell would flatten it. */
function toPwsh(value: Value): string {
  switch (value.kind) {
    case 'null':
      return '$null';
    case 'bool':
      return value.value ? '$true' : '$false';
    case 'string':
    case 'path':
      return quotePwsh(value.value);
    case 'range_expr':
      return quotePwsh(String(value.value));
    case 'list': {
      const comma = value.items.length === 1 && value.items[0]?.kind === 'list' ? ',' : '';
      return `@(${comma}${value.items.map(toPwsh).join(', ')})`;
    }
    default:
      return valueToString(value);
  }
}
