import type { BinaryOperator, CompareOperator, Expression, NamePart } from './ast.ts';
import { ExprError, type ExprIssue, issueAt } from './errors.ts';
import { INT64_MAX } from './int64.ts';
import { tokenize } from './lexer.ts';
import { LIMITS } from './limits.ts';
import { makeNode, type NodeFields } from './parser-nodes.ts';
import { parsePrimary } from './parser-primary.ts';
import { describeToken, type Token } from './token.ts';

export interface ParsedExpression {
  readonly expression?: Expression;
  readonly issues: readonly ExprIssue[];
}

/** Parses one expression (§1.1); never throws. */
export function parseExpression(source: string): ParsedExpression {
  return parseExpressionAt(source, 0, source.length);
}

/** Parses the expression that stands from `start` to `end` in a longer text. */
export function parseExpressionAt(source: string, start: number, end: number): ParsedExpression {
  if (end - start > LIMITS.expressionLength) {
    const message = `An expression may have at most ${LIMITS.expressionLength} characters, but this one has ${end - start}.`;
    return { issues: [issueAt('expression-too-long', message, start, end)] };
  }
  try {
    return { expression: new Parser(tokenize(source, start, end)).parse(), issues: [] };
  } catch (error) {
    if (error instanceof ExprError) return { issues: [error.toIssue()] };
    throw error;
  }
}

const COMPARISONS: ReadonlySet<string> = new Set(['<', '>', '<=', '>=', '==', '!=']);

/** A recursive descent over the grammar of §1.1, one method a level of precedence. */
export class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;
  /** Literals of 2⁶³, which exist only behind a minus sign. */
  readonly #tooLarge = new Set<Expression>();

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Expression {
    if (this.peek().kind === 'end') throw this.unexpected('an expression');
    const expression = this.conditional();
    if (this.peek().kind !== 'end') throw this.unexpected('an operator or the end');
    for (const { start, end } of this.#tooLarge) {
      throw new ExprError(
        'integer-overflow',
        'The integer is too large: at most 9223372036854775807.',
        start,
        end,
      );
    }
    return expression;
  }

  /** `a if test else b`; what every bracket contains. */
  conditional(): Expression {
    return this.nested(() => {
      const body = this.logical('or');
      if (!this.acceptWord('if')) return body;
      const test = this.logical('or');
      if (!this.acceptWord('else')) throw this.unexpected("'else'");
      const otherwise = this.conditional();
      return this.node({ kind: 'conditional', test, body, otherwise }, body.start, otherwise.end);
    });
  }

  logical(operator: 'or' | 'and'): Expression {
    const operand = (): Expression => (operator === 'or' ? this.logical('and') : this.#not());
    const first = operand();
    if (!this.peekWord(operator)) return first;
    const operands = [first];
    while (this.acceptWord(operator)) operands.push(operand());
    return this.node(
      { kind: 'logical', operator, operands },
      first.start,
      operands.at(-1)?.end ?? first.end,
    );
  }

  #not(): Expression {
    const { start } = this.peek();
    if (!this.acceptWord('not')) return this.#compare();
    const operand = this.nested(() => this.#not());
    return this.node({ kind: 'unary', operator: 'not', operand }, start, operand.end);
  }

  #compare(): Expression {
    const first = this.#add();
    let operator = this.#comparison();
    if (operator === undefined) return first;
    const operators: CompareOperator[] = [];
    const operands = [first];
    for (; operator !== undefined; operator = this.#comparison()) {
      operators.push(operator);
      operands.push(this.#add());
    }
    const end = operands.at(-1)?.end ?? first.end;
    return this.node({ kind: 'compare', operators, operands }, first.start, end);
  }

  #comparison(): CompareOperator | undefined {
    const token = this.peek();
    if (token.kind === 'operator' && COMPARISONS.has(token.text)) {
      return this.take().text as CompareOperator;
    }
    if (this.acceptWord('in')) return 'in';
    const following = this.#tokens[this.#next + 1];
    if (this.peekWord('not') && following?.kind === 'name' && following.text === 'in') {
      this.#next += 2;
      return 'not in';
    }
    return undefined;
  }

  #add(): Expression {
    return this.#binary(['+', '-'], () => this.#binary(['*', '/', '//', '%'], () => this.#unary()));
  }

  #binary(operators: readonly string[], operand: () => Expression): Expression {
    let left = operand();
    for (;;) {
      const token = this.peek();
      if (token.kind !== 'operator' || !operators.includes(token.text)) return left;
      const operator = this.take().text as BinaryOperator;
      const right = operand();
      left = this.node({ kind: 'binary', operator, left, right }, left.start, right.end);
    }
  }

  #unary(): Expression {
    const token = this.peek();
    if (token.kind !== 'operator' || (token.text !== '-' && token.text !== '+'))
      return this.#power();
    this.take();
    const operand = this.nested(() => this.#unary());
    const negated = token.text === '-' ? this.#negateLiteral(operand, token.start) : undefined;
    return (
      negated ??
      this.node({ kind: 'unary', operator: token.text, operand }, token.start, operand.end)
    );
  }

  /** A negative integer is a literal: −2⁶³ exists although 2⁶³ does not (§1.2.1). */
  #negateLiteral(operand: Expression, start: number): Expression | undefined {
    if (operand.kind !== 'literal' || operand.value.kind !== 'int' || operand.value.value <= 0n)
      return undefined;
    this.#tooLarge.delete(operand);
    const value = { kind: 'int', value: -operand.value.value } as const;
    return this.node({ kind: 'literal', value }, start, operand.end);
  }

  #power(): Expression {
    const base = this.#postfix();
    if (!this.acceptOperator('**')) return base;
    const exponent = this.nested(() => this.#unary());
    return this.node(
      { kind: 'binary', operator: '**', left: base, right: exponent },
      base.start,
      exponent.end,
    );
  }

  #postfix(): Expression {
    let value = parsePrimary(this);
    for (;;) {
      if (this.acceptOperator('.'))
        value = this.#member(value, this.identifier('a name behind the dot'));
      else if (this.acceptOperator('[')) value = this.#subscript(value);
      else if (this.peek().text === '(' && this.peek().kind === 'operator') {
        throw this.problem('Only functions and methods can be called, by their names.');
      } else return value;
    }
  }

  #member(value: Expression, attribute: NamePart): Expression {
    if (!this.acceptOperator('('))
      return this.node({ kind: 'attribute', value, attribute }, value.start, attribute.end);
    const { args, end } = this.callArguments();
    return this.node({ kind: 'call', receiver: value, callee: attribute, args }, value.start, end);
  }

  #subscript(value: Expression): Expression {
    const lower = this.#isSliceEnd() ? undefined : this.conditional();
    if (lower !== undefined && this.peek().text !== ':') {
      const { end } = this.expectOperator(']');
      return this.node({ kind: 'subscript', value, index: lower }, value.start, end);
    }
    if (!this.acceptOperator(':')) throw this.unexpected('an index');
    const upper = this.#isSliceEnd() ? undefined : this.conditional();
    let step: Expression | undefined;
    if (this.acceptOperator(':') && this.peek().text !== ']') step = this.conditional();
    const { end } = this.expectOperator(']');
    return this.node({ kind: 'slice', value, lower, upper, step }, value.start, end);
  }

  #isSliceEnd(): boolean {
    const { kind, text } = this.peek();
    return kind === 'operator' && (text === ':' || text === ']');
  }

  /** The arguments of a call, behind its opening parenthesis. */
  callArguments(): { args: Expression[]; end: number } {
    const args: Expression[] = [];
    if (this.peek().text !== ')') {
      do {
        if (this.peek().text === '*' || this.peek().text === '**') {
          throw this.problem('Unpacking arguments with a star is not supported.');
        }
        args.push(this.conditional());
        this.refuseGenerator();
      } while (this.acceptOperator(','));
    }
    return { args, end: this.expectOperator(')').end };
  }

  refuseGenerator(): void {
    if (this.peekWord('for')) {
      throw this.problem(
        'Only list comprehensions are supported: put the expression in brackets, [x for x in list].',
      );
    }
  }

  literalInteger(token: Token & { kind: 'int' }): Expression {
    const literal = this.node(
      { kind: 'literal', value: { kind: 'int', value: token.value } },
      token.start,
      token.end,
    );
    if (token.value === INT64_MAX + 1n) this.#tooLarge.add(literal);
    else if (token.value > INT64_MAX) {
      const message = `The integer ${token.text} is too large: at most 9223372036854775807.`;
      throw new ExprError('integer-overflow', message, token.start, token.end);
    }
    return literal;
  }

  /** Any name, keywords included: behind a dot they are names like others (§1.1.3). */
  identifier(expected: string): NamePart {
    const token = this.peek();
    if (token.kind !== 'name') throw this.unexpected(expected);
    this.take();
    return { text: token.text, start: token.start, end: token.end };
  }

  /** Runs a production that may recurse; bounds how deeply. */
  nested<T>(production: () => T): T {
    if (++this.#depth > LIMITS.depth) {
      throw this.problem(
        `The expression is nested too deeply: at most ${LIMITS.depth} levels.`,
        'expression-too-deep',
      );
    }
    const result = production();
    this.#depth--;
    return result;
  }

  node(fields: NodeFields, start: number, end: number): Expression {
    const node = makeNode(fields, start, end);
    if (node.height > LIMITS.height) {
      const message = `The expression has too many parts in a row: at most ${LIMITS.height}.`;
      throw new ExprError('expression-too-deep', message, start, end);
    }
    return node;
  }

  peek(): Token {
    return this.#tokens[this.#next] as Token;
  }

  take(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.#next++;
    return token;
  }

  peekWord(word: string): boolean {
    const token = this.peek();
    return token.kind === 'name' && token.text === word;
  }

  acceptWord(word: string): boolean {
    if (!this.peekWord(word)) return false;
    this.#next++;
    return true;
  }

  acceptOperator(text: string): boolean {
    const token = this.peek();
    if (token.kind !== 'operator' || token.text !== text) return false;
    this.#next++;
    return true;
  }

  expectOperator(text: string): Token {
    const token = this.peek();
    if (!this.acceptOperator(text)) throw this.unexpected(`'${text}'`);
    return token;
  }

  unexpected(expected: string): ExprError {
    const token = this.peek();
    const foreign = token.kind === 'name' ? FOREIGN_WORDS[token.text] : undefined;
    return this.problem(foreign ?? `Expected ${expected}, but found ${describeToken(token)}.`);
  }

  problem(message: string, code = 'syntax-error'): ExprError {
    const { start, end } = this.peek();
    return new ExprError(code, message, start, end);
  }
}

/** Words of Python that this language leaves out. */
const FOREIGN_WORDS: Readonly<Record<string, string>> = {
  is: "The operator 'is' is not supported; use '==' or '!='.",
};
