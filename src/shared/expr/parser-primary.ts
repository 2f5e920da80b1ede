import type { Expression, NamePart } from './ast.ts';
import { ExprError } from './errors.ts';
import { isJsonNumber } from './json-text.ts';
import type { Parser } from './parser.ts';
import { KEYWORDS } from './token.ts';
import { FALSE, floatValue, NULL, stringValue, TRUE, type Value } from './values.ts';

/** Words that are values, with their spellings from Python and from JSON (§1.1.4). */
const CONSTANTS: Readonly<Record<string, Value>> = {
  True: TRUE,
  true: TRUE,
  False: FALSE,
  false: FALSE,
  None: NULL,
  null: NULL,
};

/** `<PrimaryExpr>`: a literal, a name, a call, a list or something in parentheses. */
export function parsePrimary(parser: Parser): Expression {
  const token = parser.peek();
  const { start, end } = token;
  switch (token.kind) {
    case 'int':
      parser.take();
      return parser.literalInteger(token);
    case 'float': {
      parser.take();
      const value = floatLiteral(token.value, token.text);
      return parser.node({ kind: 'literal', value }, start, end);
    }
    case 'string':
      parser.take();
      if (parser.peek().kind === 'string') {
        throw parser.problem("Two texts stand side by side; join them with '+'.");
      }
      return parser.node({ kind: 'literal', value: stringValue(token.value) }, start, end);
    case 'name':
      return nameOrCall(parser);
    case 'operator':
      if (parser.acceptOperator('(')) return parenthesized(parser);
      if (parser.acceptOperator('[')) return list(parser, start);
      throw parser.unexpected('a value');
    case 'end':
      throw parser.unexpected('a value');
  }
}

/** A float keeps the form it was written in (§1.3.4), if that is one that others can read: not `.5` or `1_0.0`. */
function floatLiteral(value: number, text: string): Value {
  return isJsonNumber(text) ? floatValue(value, text) : floatValue(value);
}

function nameOrCall(parser: Parser): Expression {
  const first = parser.identifier('a name');
  const constant = Object.hasOwn(CONSTANTS, first.text) ? CONSTANTS[first.text] : undefined;
  if (constant !== undefined)
    return parser.node({ kind: 'literal', value: constant }, first.start, first.end);
  if (KEYWORDS.has(first.text)) {
    throw new ExprError(
      'syntax-error',
      `Expected a value, but found '${first.text}'.`,
      first.start,
      first.end,
    );
  }
  const parts = [first];
  while (parser.acceptOperator('.')) parts.push(parser.identifier('a name behind the dot'));
  if (!parser.acceptOperator('(')) return name(parser, parts);
  const callee = parts.pop() as NamePart;
  const receiver = parts.length === 0 ? undefined : name(parser, parts);
  const { args, end } = parser.callArguments();
  return parser.node({ kind: 'call', receiver, callee, args }, first.start, end);
}

function name(parser: Parser, parts: readonly NamePart[]): Expression {
  const [first, last] = [parts[0], parts.at(-1)];
  const text = parts.map((part) => part.text).join('.');
  return parser.node({ kind: 'name', name: text, parts }, first?.start ?? 0, last?.end ?? 0);
}

function parenthesized(parser: Parser): Expression {
  const inner = parser.conditional();
  parser.refuseGenerator();
  if (parser.peek().text === ',') {
    throw parser.problem('Tuples are not supported; write a list in brackets.');
  }
  parser.expectOperator(')');
  return inner;
}

/** A list or a list comprehension (§1.1.2), behind the opening bracket. */
function list(parser: Parser, start: number): Expression {
  const items: Expression[] = [];
  while (parser.peek().text !== ']' || parser.peek().kind !== 'operator') {
    if (parser.peek().text === '*') throw parser.problem('Unpacking with a star is not supported.');
    const item = parser.conditional();
    if (items.length === 0 && parser.acceptWord('for')) return comprehension(parser, item, start);
    items.push(item);
    if (!parser.acceptOperator(',')) break;
  }
  const { end } = parser.expectOperator(']');
  return parser.node({ kind: 'list', items }, start, end);
}

function comprehension(parser: Parser, element: Expression, start: number): Expression {
  const variable = parser.identifier('a loop variable');
  if (!/^[a-z_]/.test(variable.text) || KEYWORDS.has(variable.text)) {
    const message = `'${variable.text}' cannot be a loop variable: expected a lowercase letter or '_' first.`;
    throw new ExprError('invalid-loop-variable', message, variable.start, variable.end);
  }
  if (parser.peek().text === ',')
    throw parser.problem('A comprehension has one loop variable only.');
  if (!parser.acceptWord('in')) throw parser.unexpected("'in'");
  const iterable = parser.logical('or');
  const condition = parser.acceptWord('if') ? parser.conditional() : undefined;
  if (parser.peekWord('for') || parser.peekWord('if')) {
    throw parser.problem('A comprehension has one "for" and at most one "if".');
  }
  const { end } = parser.expectOperator(']');
  return parser.node({ kind: 'comprehension', element, variable, iterable, condition }, start, end);
}
