import type { ComprehensionExpression, Expression, ListExpression } from './ast.ts';
import { ITEM_BYTES, sizeOf } from './budget.ts';
import { tryCoerce } from './coerce.ts';
import { coerceType } from './coerce-type.ts';
import { ExprError } from './errors.ts';
import type { Evaluator } from './evaluator.ts';
import { itemHint } from './hints.ts';
import { joinAll, listDepth, listOfType } from './list-types.ts';
import type { PathFormat } from './paths/path-format.ts';
import { type Symbols, type Term, termType, UNKNOWN, unresolvedTerm } from './term.ts';
import { listOf, unionOf } from './type-algebra.ts';
import { typeToString } from './type-text.ts';
import { type ExprType, membersOf, TYPES } from './types.ts';
import { shadowedName } from './unknown-name.ts';
import { listValue, type Value } from './values.ts';

/** A list literal (§1.2.6): items become the type that the context wants, or have one in common. */
export function evaluateList(
  evaluator: Evaluator,
  node: ListExpression,
  hint: ExprType | undefined,
): Term {
  const base = evaluator.budget.memory;
  const wanted = itemHint(hint);
  const terms: Term[] = [];
  for (const item of node.items) {
    const term = evaluator.evaluate(item, wanted);
    if (term.kind === 'null' || (term.kind === 'unresolved' && term.of.kind === 'nulltype')) {
      return evaluator.fail(
        new ExprError('null-in-list', 'A list cannot hold null.', item.start, item.end),
        item,
      );
    }
    terms.push(term);
  }
  return makeList(evaluator, terms, wanted, node, base);
}

/** Builds a list of items that have been evaluated, known or not. */
function makeList(
  evaluator: Evaluator,
  terms: readonly Term[],
  wanted: ExprType | undefined,
  node: Expression,
  base: number,
): Term {
  const values = terms.filter((term): term is Value => term.kind !== 'unresolved');
  const { pathFormat } = evaluator.dispatcher;
  if (values.length < terms.length) return unresolvedList(evaluator, terms, wanted, node, base);
  const joined = convertItems(values, wanted, pathFormat) ?? joinItems(values, pathFormat);
  if (joined instanceof ExprError) return evaluator.fail(joined, node);
  const result: Value = joined;
  if (listDepth(termType(result)) > 2) return evaluator.fail(tooDeep(), node);
  try {
    evaluator.budget.settle(base, result);
  } catch (error) {
    if (error instanceof ExprError) return evaluator.fail(error, node);
    throw error;
  }
  return result;
}

/** All items as what the context wants, if they can be. */
function convertItems(
  values: readonly Value[],
  wanted: ExprType | undefined,
  pathFormat: PathFormat,
): Value | undefined {
  if (wanted === undefined) return undefined;
  const converted = values.flatMap((value) => tryCoerce(value, wanted, { pathFormat }) ?? []);
  return converted.length === values.length
    ? listValue(concrete(wanted, converted), converted)
    : undefined;
}

/** All items as the type they have in common. */
function joinItems(values: readonly Value[], pathFormat: PathFormat): Value | ExprError {
  const joined = joinAll(values.map((value) => termType(value)));
  return 'clash' in joined ? clash(joined.clash) : listOfType(joined.type, values, pathFormat);
}

/** A target like `any` or a union is no item type of a value: then the items say. */
function concrete(wanted: ExprType, items: readonly Value[]): ExprType {
  if (wanted.kind !== 'any' && wanted.kind !== 'union') return wanted;
  const joined = joinAll(items.map((item) => termType(item)));
  return 'type' in joined ? joined.type : wanted;
}

function unresolvedList(
  evaluator: Evaluator,
  terms: readonly Term[],
  wanted: ExprType | undefined,
  node: Expression,
  base: number,
): Term {
  evaluator.budget.memory = base;
  if (
    wanted !== undefined &&
    terms.every((term) => coerceType(termType(term), wanted) !== undefined)
  ) {
    return unresolvedTerm(listOf(wanted));
  }
  // Each item may turn out to be any of its type's members; some choice must go together.
  let choices: readonly ExprType[] | undefined;
  for (const term of terms) {
    const members = membersOf(termType(term)).filter(
      (type) => type.kind !== 'nulltype' && type.kind !== 'noreturn',
    );
    const next = choices === undefined ? members : joinChoices(choices, members);
    if (next.length === 0)
      return evaluator.fail(clash([unionOf(...(choices ?? [])), termType(term)]), node);
    choices = next;
  }
  const shallow = (choices ?? []).filter((type) => listDepth(type) < 2);
  if (shallow.length === 0) return evaluator.fail(tooDeep(), node);
  return unresolvedTerm(unionOf(...shallow.map(listOf)));
}

function joinChoices(left: readonly ExprType[], right: readonly ExprType[]): readonly ExprType[] {
  return left.flatMap((a) =>
    right.flatMap((b) => {
      const joined = joinAll([a, b]);
      return 'type' in joined ? [joined.type] : [];
    }),
  );
}

function clash([left, right]: readonly [ExprType, ExprType]): ExprError {
  const message = `The items of a list must have one type, but here are ${typeToString(left)} and ${typeToString(right)}.`;
  return new ExprError('mixed-list', message);
}

function tooDeep(): ExprError {
  return new ExprError('list-too-deep', 'A list may hold lists, but not lists of lists.');
}

/** The symbols within a comprehension: one more than outside. */
class LoopSymbols implements Symbols {
  readonly #outer: Symbols;
  readonly #variable: string;
  value: Term = UNKNOWN;

  constructor(outer: Symbols, variable: string) {
    this.#outer = outer;
    this.#variable = variable;
  }

  get(name: string): Term | undefined {
    return name === this.#variable ? this.value : this.#outer.get(name);
  }

  has(name: string): boolean {
    return name === this.#variable || this.#outer.has(name);
  }

  *names(): IterableIterator<string> {
    yield this.#variable;
    yield* this.#outer.names();
  }
}

/** A list comprehension (§1.3.7). Over something unresolved its body is evaluated once, with an unresolved item. */
export function evaluateComprehension(
  evaluator: Evaluator,
  node: ComprehensionExpression,
  hint: ExprType | undefined,
): Term {
  const base = evaluator.budget.memory;
  const { variable } = node;
  if (evaluator.symbols.has(variable.text)) {
    return evaluator.fail(shadowedName(variable), node);
  }
  const iterable = evaluator.evaluate(node.iterable, undefined);
  const items = itemsOf(iterable);
  if (items === undefined) {
    const message = `A comprehension needs a list or a range_expr, but this is ${typeToString(termType(iterable))}.`;
    return evaluator.fail(new ExprError('not-iterable', message), node.iterable);
  }
  const outer = evaluator.symbols;
  const symbols = new LoopSymbols(outer, variable.text);
  evaluator.symbols = symbols;
  try {
    return collect(evaluator, node, items, symbols, itemHint(hint), base);
  } catch (error) {
    if (error instanceof ExprError) return evaluator.fail(error, node);
    throw error;
  } finally {
    evaluator.symbols = outer;
  }
}

interface Items {
  readonly terms: Iterable<Term>;
  /** Whether it is known which items there are. */
  readonly known: boolean;
}

function itemsOf(iterable: Term): Items | undefined {
  if (iterable.kind === 'list') return { terms: iterable.items, known: true };
  if (iterable.kind === 'range_expr') return { terms: rangeTerms(iterable.value), known: true };
  if (iterable.kind !== 'unresolved') return undefined;
  const types = membersOf(iterable.of).flatMap((type): readonly ExprType[] => {
    if (type.kind === 'list') return [type.item];
    if (type.kind === 'range_expr') return [TYPES.int];
    return type.kind === 'any' || type.kind === 'noreturn' ? [TYPES.any] : [];
  });
  return types.length === 0
    ? undefined
    : { terms: [unresolvedTerm(unionOf(...types))], known: false };
}

function* rangeTerms(range: Iterable<bigint>): IterableIterator<Term> {
  for (const value of range) yield { kind: 'int', value };
}

function collect(
  evaluator: Evaluator,
  node: ComprehensionExpression,
  items: Items,
  symbols: LoopSymbols,
  wanted: ExprType | undefined,
  base: number,
): Term {
  const { budget } = evaluator;
  const terms: Term[] = [];
  let known = items.known;
  for (const item of items.terms) {
    budget.count(1);
    symbols.value = item;
    const before = budget.memory;
    if (node.condition !== undefined) {
      const condition = evaluator.condition(node.condition);
      budget.memory = before;
      if (condition === false) continue;
      if (condition === undefined) known = false;
    }
    const term = evaluator.evaluate(node.element, wanted);
    if (term.kind === 'null') {
      return evaluator.fail(
        new ExprError('null-in-list', 'A list cannot hold null.'),
        node.element,
      );
    }
    budget.memory = before + ITEM_BYTES + (term.kind === 'unresolved' ? 0 : sizeOf(term));
    budget.reserve(0);
    terms.push(term);
  }
  if (known || terms.length === 0) return makeList(evaluator, terms, wanted, node, base);
  return unresolvedList(evaluator, terms, wanted, node, base);
}
