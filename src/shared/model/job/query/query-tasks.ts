import {
  compareValues,
  ExprError,
  type Expression,
  evaluate,
  findReferences,
  type PathFormat,
  parseRangeExpr,
  type RangeExpr,
  Scope,
  shadowedName,
  type Value,
  type ValueScope,
  valueToText,
} from '../../../expr/index.ts';
import type { TaskSpace } from '../task-space.ts';
import { type Fast, type FastValues, fastOf } from './fast.ts';
import { tableOver } from './fast-table.ts';
import { parameterOf, parametersOf, parseQuery } from './parse-query.ts';
import {
  allPositions,
  listedPositions,
  type Positions,
  placesOf,
  rangePositions,
  reversed,
} from './positions.ts';
import { compilePredicate, type FastPredicate } from './predicate.ts';
import { checkLimit, QUERY_LIMIT, QueryError } from './query-limit.ts';
import { type Column, ProductView, sortByKeys, subsetOf, type TaskView } from './task-view.ts';

export interface TaskOrder {
  /** A parameter, or the keys that are given. */
  readonly by: { readonly parameter: string } | { readonly keys: Float64Array };
  readonly descending: boolean;
}

interface QueryOptions {
  readonly text: string;
  readonly order?: TaskOrder | undefined;
  /** What expressions see besides the task's parameters. */
  readonly scope: ValueScope;
  readonly pathFormat: PathFormat;
}

/** So many are looked at between two moments at which a query can be given up. */
const SLICE = 20_000;
/** What is about one parameter with so few values is asked once for each of them, whatever it is. */
const FEW_VALUES = 4096;
const NO_PLACES = listedPositions([]);

/**
 * Filters and sorts the tasks of a space. Values and ranges are met by arithmetic, however many tasks
 * there are; an expression is evaluated once for each value of the one parameter it uses, and where it
 * uses several, for each task that the rest has left. Yields now and then, so that it can be given up.
 */
export function* queryTasks(
  space: TaskSpace,
  options: QueryOptions,
): Generator<undefined, TaskView | { readonly error: string }> {
  try {
    return yield* new Query(space, options).run();
  } catch (error) {
    if (error instanceof QueryError || error instanceof ExprError) return { error: error.message };
    throw error;
  }
}

class Query {
  readonly #space: TaskSpace;
  readonly #options: QueryOptions;
  readonly #names: readonly string[];
  readonly #chosen: Positions[];

  constructor(space: TaskSpace, options: QueryOptions) {
    this.#space = space;
    this.#options = options;
    this.#names = space.parameters.map(({ name }) => name);
    this.#chosen = space.parts.map(({ length }) => allPositions(length));
  }

  *run(): Generator<undefined, TaskView> {
    const { text, order } = this.#options;
    const query = parseQuery(text, this.#names);
    if (query.kind === 'invalid') throw new QueryError(query.message);
    let rest: Expression | undefined;
    if (query.kind === 'values')
      for (const { name, values } of query.terms) yield* this.#choose(name, values);
    if (query.kind === 'expression') rest = yield* this.#chooseBy(query.expression);
    const first = order && 'parameter' in order.by ? yield* this.#sort(order) : undefined;
    let view: TaskView = new ProductView(this.#space.parts, this.#chosen, first);
    if (rest) view = yield* this.#filter(view as ProductView, rest);
    if (order && 'keys' in order.by) view = sortByKeys(view, order.by.keys, order.descending);
    return view;
  }

  /** Keeps the places at which a parameter has one of the values: `1-10:2` or `beauty,matte`. */
  *#choose(name: string, text: string): Generator<undefined, void> {
    const at = this.#partOf(name);
    const part = this.#space.parts[at];
    if (!part) return;
    const type = this.#space.parameters.find((one) => one.name === name)?.type;
    if (type === 'INT' || type === 'CHUNK[INT]') {
      const parsed = parseRangeExpr(text);
      if (!('value' in parsed)) {
        const why = parsed.issue.message;
        throw new QueryError(`"${text}" is no range of ${name}. ${why}`.trim());
      }
      const wanted = parsed.value;
      const places = part.range && placesOf(part.range, wanted);
      const whole = this.#chosen[at]?.length === part.length;
      if (places && whole) this.#chosen[at] = rangePositions(places);
      else yield* this.#keep(at, name, (value) => meets(value, wanted));
      return;
    }
    const wanted = text.split(',').map((one) => globOf(one.trim()));
    yield* this.#keep(at, name, (value) => {
      const own = valueToText(value);
      return wanted.some((one) => one.test(own));
    });
  }

  /** Conjuncts about one part are met by its values alone; what is left uses several. */
  *#chooseBy(expression: Expression): Generator<undefined, Expression | undefined> {
    const { shadowing } = findReferences(expression, { has: (name) => this.#isTaken(name) });
    if (shadowing[0]) throw shadowedName(shadowing[0]);
    const left: Expression[] = [];
    const conjuncts = conjunctsOf(expression);
    for (const [index, conjunct] of conjuncts.entries()) {
      const names = parametersOf(conjunct, this.#names);
      const parts = new Set([...names].map((name) => this.#partOf(name)));
      const [at, ...others] = parts;
      try {
        if (others.length > 0) left.push(conjunct);
        else if (at !== undefined) yield* this.#keepWhere(at, conjunct);
        else if (!this.#holds(conjunct, this.#options.scope)) this.#chosen.fill(NO_PLACES);
      } catch (error) {
        const count = this.#chosen.reduce((product, { length }) => product * length, 1n);
        if (!(error instanceof ExprError) || count > QUERY_LIMIT) throw error;
        // What stands before it may keep every task from it: the rest is met in its order.
        left.push(...conjuncts.slice(index));
        break;
      }
      // Nothing is left that the rest could be about (§2.1.6).
      if (this.#chosen.some(({ length }) => length === 0n)) return undefined;
    }
    const [first, ...more] = left;
    if (!first || more.length === 0) return first;
    const height = Math.max(...left.map((one) => one.height)) + 1;
    const { start } = first;
    const end = left.at(-1)?.end ?? start;
    return { kind: 'logical', operator: 'and', operands: left, start, end, height };
  }

  *#keepWhere(at: number, condition: Expression): Generator<undefined, void> {
    const part = this.#space.parts[at];
    if (!part) return;
    const { names, range } = part;
    const scope: ValueScope = new Scope(this.#options.scope);
    const types = names.map((name) => part.length > 0n && part.valueAt(name, 0n)).map(partType);
    // Behind the values stand what the evaluator has for them.
    const fast = this.#compile(condition, names, (slot) => {
      const known = types[slot];
      return known && withText(known, (row) => row[names.length + slot] as Value);
    });
    const row: FastValues = new Array(2 * names.length).fill(0);
    const isKnown = (place: bigint): boolean => {
      if (range) row[0] = Number(range.at(place));
      else
        for (const [slot, name] of names.entries()) {
          const value = part.valueAt(name, place);
          const known = value && fastOf(value);
          if (!known || known.type !== types[slot]?.type) return false;
          row[slot] = known.value;
          row[names.length + slot] = value;
        }
      return true;
    };
    yield* this.#keepPlaces(at, (place) => {
      const known = fast && isKnown(place) ? fast(row) : undefined;
      if (known !== undefined) return known;
      for (const [name, { value }] of part.at(place)) define(scope, name, value);
      return this.#holds(condition, scope);
    });
  }

  *#keep(at: number, name: string, test: (value: Value) => boolean): Generator<undefined, void> {
    const part = this.#space.parts[at];
    if (!part) return;
    yield* this.#keepPlaces(at, (place) => {
      const value = part.valueAt(name, place);
      return value !== undefined && test(value);
    });
  }

  *#keepPlaces(at: number, test: (place: bigint) => boolean): Generator<undefined, void> {
    const chosen = this.#chosen[at];
    if (!chosen) return;
    checkLimit(chosen.length, 'values');
    const kept: number[] = [];
    for (let index = 0n; index < chosen.length; index++) {
      const place = chosen.at(index);
      if (test(place)) kept.push(Number(place));
      if (index % BigInt(SLICE) === 0n) yield;
    }
    this.#chosen[at] = listedPositions(kept);
  }

  /** Puts the part of a parameter in the order of its values, before all others. */
  *#sort({ by, descending }: TaskOrder): Generator<undefined, number> {
    const name = 'parameter' in by ? by.parameter : '';
    const at = this.#partOf(name);
    const part = this.#space.parts[at];
    const chosen = this.#chosen[at];
    if (!part || !chosen) throw new QueryError(`There is no parameter ${name}.`);
    // Integers of a range stand in their order already.
    if (part.range) {
      if (descending) this.#chosen[at] = reversed(chosen);
      return at;
    }
    checkLimit(chosen.length, 'values');
    const places: { place: number; value: Value | undefined }[] = [];
    for (let index = 0n; index < chosen.length; index++) {
      const place = chosen.at(index);
      places.push({ place: Number(place), value: part.valueAt(name, place) });
      if (index % BigInt(SLICE) === 0n) yield;
    }
    const sign = descending ? -1 : 1;
    places.sort((a, b) => sign * orderOf(a.value, b.value) || a.place - b.place);
    this.#chosen[at] = listedPositions(places.map(({ place }) => place));
    return at;
  }

  *#filter(view: ProductView, condition: Expression): Generator<undefined, TaskView> {
    checkLimit(view.count, 'tasks');
    const used = [...parametersOf(condition, this.#names)];
    const columns = used.map((name) => view.columnOf(name, this.#partOf(name)));
    const types = columns.map(({ values }) => columnType(values));
    const scope: ValueScope = new Scope(this.#options.scope);
    const width = used.length;
    const fast = this.#compile(
      condition,
      used,
      (slot) => {
        const values = columns[slot]?.values;
        const known = types[slot];
        return (
          known && { ...known, value: (row) => values?.[row[width + slot] as number] as Value }
        );
      },
      columns,
    );
    const plain = columns.map(({ values }) => values.map((value) => fastOf(value)?.value ?? 0));
    const count = Number(view.count);
    const kept = new Uint32Array(count);
    let length = 0;
    // Values of the parameters, and behind them the places at which these stand.
    const row: FastValues = new Array(2 * width).fill(0);
    for (let ordinal = 0; ordinal < count; ordinal++) {
      for (let slot = 0; slot < width; slot++) {
        const { stride, values } = columns[slot] as Column;
        const place = Math.floor(ordinal / stride) % values.length;
        row[slot] = plain[slot]?.[place] ?? Number.NaN;
        row[width + slot] = place;
      }
      const known = fast?.(row);
      if (known ?? this.#holdsAt(condition, scope, used, columns, ordinal))
        kept[length++] = ordinal;
      if (ordinal % SLICE === 0) yield;
    }
    return subsetOf(view, kept.subarray(0, length));
  }

  #compile(
    condition: Expression,
    used: readonly string[],
    partAt: (slot: number) => Omit<Fast, 'run'> | undefined,
    columns: readonly Column[] = [],
  ): FastPredicate | undefined {
    return compilePredicate(condition, {
      pathFormat: this.#options.pathFormat,
      free: 2 * used.length,
      partOf: (symbol) => {
        const slot = used.indexOf(parameterOf(symbol, used) ?? '');
        const known = slot < 0 ? undefined : partAt(slot);
        return known && { ...known, run: (row) => row[slot] ?? Number.NaN };
      },
      isTaken: (name) => this.#isTaken(name),
      tableOf: (part, isLast) => this.#tableOf(part, isLast, used, columns),
      constantOf: (part) => this.#constantOf(part),
    });
  }

  /** A part about one parameter is asked once for each of its values, when it is first needed; one of none once. */
  #tableOf(
    part: Expression,
    isLast: boolean,
    used: readonly string[],
    columns: readonly Column[],
  ): Fast | undefined {
    if (!isLast && part.height === 1) return undefined;
    const [name, ...others] = parametersOf(part, this.#names);
    const slot = name === undefined ? undefined : used.indexOf(name);
    const values = slot === undefined ? [undefined] : columns[slot]?.values;
    if (others.length > 0 || !values || (!isLast && values.length > FEW_VALUES)) return undefined;
    const scope: ValueScope = new Scope(this.#options.scope);
    return tableOver(
      values.length,
      slot === undefined ? undefined : used.length + slot,
      (place) => {
        const value = values[place];
        if (name !== undefined && value) define(scope, name, value);
        return this.#evaluate(part, scope);
      },
    );
  }

  #constantOf(part: Expression): Value | undefined {
    if (parametersOf(part, this.#names).size > 0) return undefined;
    try {
      return this.#evaluate(part, this.#options.scope);
    } catch (error) {
      // It may never be reached; where it is the evaluator says what is wrong.
      if (error instanceof ExprError) return undefined;
      throw error;
    }
  }

  #holdsAt(
    condition: Expression,
    scope: ValueScope,
    used: readonly string[],
    columns: readonly Column[],
    ordinal: number,
  ): boolean {
    for (let slot = 0; slot < columns.length; slot++) {
      const { stride, values } = columns[slot] as Column;
      const value = values[Math.floor(ordinal / stride) % values.length];
      if (value !== undefined) define(scope, used[slot] ?? '', value);
    }
    return this.#holds(condition, scope);
  }

  #holds(condition: Expression, scope: ValueScope): boolean {
    const value = this.#evaluate(condition, scope);
    if (value.kind === 'bool') return value.value;
    throw new QueryError('A filter must be true or false, like "Frame > 10".');
  }

  #evaluate(expression: Expression, scope: ValueScope): Value {
    return evaluate(expression, scope, { expr: true, pathFormat: this.#options.pathFormat });
  }

  /** A loop variable may hide neither a parameter nor anything else (§1.3.7). */
  #isTaken(name: string): boolean {
    return parameterOf(name, this.#names) !== undefined || this.#options.scope.has(name);
  }

  #partOf(name: string): number {
    return this.#space.parts.findIndex((part) => part.names.includes(name));
  }
}

function conjunctsOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'logical' && expression.operator === 'and')
    return expression.operands.flatMap(conjunctsOf);
  return [expression];
}

function define(scope: ValueScope, name: string, value: Value): void {
  scope.set(name, value);
  scope.set(`Task.Param.${name}`, value);
  scope.set(`Task.RawParam.${name}`, value);
}

function meets(value: Value, wanted: RangeExpr): boolean {
  if (value.kind === 'int') return wanted.contains(value.value);
  if (value.kind !== 'range_expr') return false;
  // A chunk counts when one of its values does.
  const shared = value.value.sharedParts(wanted);
  if (shared) return shared.length > 0;
  const [short, long] =
    value.value.length < wanted.length ? [value.value, wanted] : [wanted, value.value];
  for (const one of short) if (long.contains(one)) return true;
  return false;
}

/** `beauty` or `*_matte`; a star stands for anything. */
function globOf(text: string): RegExp {
  const escaped = text.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 's');
}

function orderOf(a: Value | undefined, b: Value | undefined): number {
  if (!a || !b) return 0;
  if (a.kind === 'range_expr' && b.kind === 'range_expr')
    return a.value.min < b.value.min ? -1 : a.value.min > b.value.min ? 1 : 0;
  return compareValues(a, b) ?? 0;
}

/** What all values of a column are. */
function columnType(values: readonly Value[]): Pick<Fast, 'type' | 'of'> | undefined {
  const known = partType(values[0]);
  return known && values.every((one) => fastOf(one)?.type === known.type) ? known : undefined;
}

function partType(value: Value | undefined | false): Pick<Fast, 'type' | 'of'> | undefined {
  const known = value ? fastOf(value) : undefined;
  // Parameters are no lists: of the others the kind says all.
  return known && { type: known.type, of: known.of };
}

/** Floats keep the text that they were written with. */
function withText(
  known: Pick<Fast, 'type' | 'of'>,
  value: (row: FastValues) => Value,
): Omit<Fast, 'run'> {
  return known.type === 'float' ? { ...known, value } : known;
}
