import type {
  AttributeExpression,
  BinaryExpression,
  CallExpression,
  CompareExpression,
  ConditionalExpression,
  Expression,
  NameExpression,
  NamePart,
  SliceExpression,
} from './ast.ts';
import { Budget, isFatal } from './budget.ts';
import { Dispatcher, type Host } from './dispatch.ts';
import { ExprError, type ExprIssue } from './errors.ts';
import { evaluateComprehension, evaluateList } from './evaluator-lists.ts';
import { evaluateLogical } from './evaluator-logic.ts';
import type { FunctionDefinition } from './functions/definition.ts';
import { argumentHint } from './hints.ts';
import { INT64_MAX, INT64_MIN } from './int64.ts';
import { callableFunction, propertyFunction } from './library.ts';
import { BINARY, UNARY } from './operators.ts';
import type { EvalLimits } from './options.ts';
import {
  mayBe,
  type Symbols,
  type Term,
  termType,
  UNKNOWN,
  UNKNOWN_BOOL,
  unresolvedTerm,
} from './term.ts';
import { unionOf } from './type-algebra.ts';
import { typeToString } from './type-text.ts';
import type { ExprType } from './types.ts';
import { unknownFunction, unknownName, unknownProperty } from './unknown-name.ts';
import { FALSE, NULL, TRUE } from './values.ts';

interface EvaluatorOptions {
  readonly host: Host;
  readonly limits?: Partial<EvalLimits> | undefined;
  readonly signal?: { readonly aborted: boolean } | undefined;
  /** Present in a check: errors are collected here and evaluation goes on with an unknown value. */
  readonly issues?: ExprIssue[] | undefined;
}

/**
 * Walks a syntax tree. The same walk evaluates and checks: in a check some symbols are unresolved, and so is what
 * depends on them, while all that is known is computed ("Progressive Expression Evaluation").
 *
 * `hint` is the type that the context wants. It guides list literals only (§1.2.6); operands never see it (§1.3.1).
 */
export class Evaluator {
  readonly budget: Budget;
  readonly dispatcher: Dispatcher;
  symbols: Symbols;
  readonly #issues: ExprIssue[] | undefined;

  constructor(symbols: Symbols, options: EvaluatorOptions) {
    this.symbols = symbols;
    this.budget = new Budget(options.limits, options.signal);
    this.dispatcher = new Dispatcher(this.budget, options.host);
    this.#issues = options.issues;
  }

  evaluate(node: Expression, hint: ExprType | undefined): Term {
    switch (node.kind) {
      case 'literal':
        return node.value;
      case 'name':
        return this.#name(node);
      case 'binary':
        return this.#binary(node);
      case 'unary':
        return this.call(UNARY[node.operator], [node.operand], node, false);
      case 'compare':
        return this.#compare(node);
      case 'logical':
        return evaluateLogical(this, node);
      case 'conditional':
        return this.#conditional(node, hint);
      case 'call':
        return this.#call(node);
      case 'attribute':
        return this.#attribute(node);
      case 'subscript':
        // Like a method's receiver, what is subscripted is not converted: a path has no elements (§1.3.8).
        return this.call(BINARY['[]'], [node.value, node.index], node, true);
      case 'slice':
        return this.#slice(node);
      case 'list':
        return evaluateList(this, node, hint);
      case 'comprehension':
        return evaluateComprehension(this, node, hint);
    }
  }

  /** An error at a node: thrown when evaluating; in a check noted, and what follows is unknown. */
  fail(error: ExprError, node: Expression): Term {
    error.locate(node.start, node.end);
    if (this.#issues === undefined || isFatal(error)) throw error;
    this.#issues.push(error.toIssue());
    return UNKNOWN;
  }

  /**
   * Evaluates something that may not happen at run time. Its issues are set aside: whether they count depends on
   * what else may happen.
   */
  attempt(action: () => Term): { readonly term: Term; readonly issues: readonly ExprIssue[] } {
    const before = this.#issues?.length ?? 0;
    const term = action();
    return { term, issues: this.#issues?.splice(before) ?? [] };
  }

  report(issues: readonly ExprIssue[]): void {
    this.#issues?.push(...issues);
  }

  /** Calls an operator or a property on operands, which are evaluated without a hint. */
  call(
    definition: FunctionDefinition,
    operands: readonly Expression[],
    node: Expression,
    isMethod: boolean,
  ): Term {
    const base = this.budget.memory;
    return this.apply(
      definition,
      operands.map((operand) => this.evaluate(operand, undefined)),
      node,
      isMethod,
      base,
    );
  }

  /** Calls a function on terms; `base` is the memory in use before they were evaluated. */
  apply(
    definition: FunctionDefinition,
    args: readonly Term[],
    node: Expression,
    isMethod: boolean,
    base: number,
  ): Term {
    try {
      const result = this.dispatcher.call(definition, args, isMethod);
      if (result.kind === 'unresolved') this.budget.memory = base;
      else this.budget.settle(base, result);
      return result;
    } catch (error) {
      if (error instanceof ExprError) return this.fail(error, node);
      throw error;
    }
  }

  /** The longest prefix of a dotted name that is a symbol; the rest are properties. */
  #name(node: NameExpression): Term {
    const whole = this.symbols.get(node.name);
    if (whole !== undefined) return whole;
    for (let count = node.parts.length - 1; count > 0; count--) {
      const prefix = node.parts.slice(0, count);
      const term = this.symbols.get(prefix.map((part) => part.text).join('.'));
      if (term === undefined) continue;
      return node.parts
        .slice(count)
        .reduce((value, part) => this.#property(value, part, node, this.budget.memory), term);
    }
    return this.fail(unknownName(node, this.symbols), node);
  }

  #property(value: Term, part: NamePart, node: Expression, base: number): Term {
    const definition = propertyFunction(part.text);
    if (definition === undefined) return this.fail(unknownProperty(part, value), node);
    return this.apply(definition, [value], node, true, base);
  }

  #attribute(node: AttributeExpression): Term {
    const base = this.budget.memory;
    return this.#property(this.evaluate(node.value, undefined), node.attribute, node, base);
  }

  #binary(node: BinaryExpression): Term {
    const base = this.budget.memory;
    const left = this.evaluate(node.left, undefined);
    const right = this.evaluate(node.right, undefined);
    if (left.kind === 'int' && right.kind === 'int') {
      // By far the most frequent operations, without looking for a signature.
      const { operator } = node;
      let result: bigint | undefined;
      if (operator === '+') result = left.value + right.value;
      else if (operator === '-') result = left.value - right.value;
      else if (operator === '*') result = left.value * right.value;
      if (result !== undefined && result <= INT64_MAX && result >= INT64_MIN) {
        this.budget.count(1);
        return { kind: 'int', value: result };
      }
    }
    return this.apply(BINARY[node.operator], [left, right], node, false, base);
  }

  /** A chain ends at the first comparison that is false; every operand is evaluated once (§1.3.6). */
  #compare(node: CompareExpression): Term {
    const base = this.budget.memory;
    let left = this.evaluate(node.operands[0] as Expression, undefined);
    let result: Term = TRUE;
    for (const [index, operator] of node.operators.entries()) {
      const right = this.evaluate(node.operands[index + 1] as Expression, undefined);
      const args = operator === 'in' || operator === 'not in' ? [right, left] : [left, right];
      const term = this.apply(BINARY[operator], args, node, false, base);
      if (term.kind === 'unresolved') result = UNKNOWN_BOOL;
      else if (term.kind === 'bool' && !term.value) return FALSE;
      left = right;
    }
    return result;
  }

  /** A condition: a bool, nothing else counts (§1.3.5). Undefined when it is not known. */
  condition(node: Expression): boolean | undefined {
    const term = this.evaluate(node, undefined);
    if (term.kind === 'bool') return term.value;
    const type = termType(term);
    if (term.kind !== 'unresolved' || !mayBe(type, 'bool', 'noreturn')) {
      this.fail(
        new ExprError(
          'not-a-bool',
          `A condition must be a bool, but this is ${typeToString(type)}.`,
        ),
        node,
      );
    }
    return undefined;
  }

  #conditional(node: ConditionalExpression, hint: ExprType | undefined): Term {
    const condition = this.condition(node.test);
    if (condition !== undefined) return this.evaluate(condition ? node.body : node.otherwise, hint);
    // Either may be taken. One that always fails can never produce a value ("Unknown Conditions").
    const body = this.attempt(() => this.evaluate(node.body, hint));
    const otherwise = this.attempt(() => this.evaluate(node.otherwise, hint));
    const [bodyFails, otherwiseFails] = [body.issues.length > 0, otherwise.issues.length > 0];
    if (bodyFails && otherwiseFails) {
      this.report([...body.issues, ...otherwise.issues]);
      return UNKNOWN;
    }
    if (bodyFails) return unresolvedTerm(termType(otherwise.term));
    if (otherwiseFails) return unresolvedTerm(termType(body.term));
    return unresolvedTerm(unionOf(termType(body.term), termType(otherwise.term)));
  }

  #call(node: CallExpression): Term {
    const base = this.budget.memory;
    const isMethod = node.receiver !== undefined;
    const definition = callableFunction(node.callee.text);
    if (definition === undefined) return this.fail(unknownFunction(node.callee, isMethod), node);
    const count = node.args.length;
    const args = node.args.map((arg, index) =>
      this.evaluate(arg, isMethod ? undefined : argumentHint(definition, count, index)),
    );
    const all =
      node.receiver === undefined ? args : [this.evaluate(node.receiver, undefined), ...args];
    return this.apply(definition, all, node, isMethod, base);
  }

  #slice(node: SliceExpression): Term {
    const base = this.budget.memory;
    const args = [node.value, node.lower, node.upper, node.step].map((part) =>
      part === undefined ? NULL : this.evaluate(part, undefined),
    );
    return this.apply(BINARY['[]'], args, node, true, base);
  }
}
