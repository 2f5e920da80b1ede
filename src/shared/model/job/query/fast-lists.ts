import {
  type ComprehensionExpression,
  type Expression,
  type ExprType,
  findReferences,
  joinListTypes,
  listOf,
  listOfType,
  NULL,
  type PathFormat,
  TYPES,
  type Value,
} from '../../../expr/index.ts';
import {
  doubt,
  type Fast,
  type FastNames,
  type FastValue,
  type FastValues,
  fastOf,
  isListItem,
  meter,
  wholeOf,
} from './fast.ts';
import { ofValue } from './fast-calls.ts';

/** `[Frame, 2 * Tile]`: integers, booleans or texts; other items as the evaluator joins them (§1.2.6). */
export function listLiteral(items: readonly Fast[], pathFormat: PathFormat): Fast | undefined {
  const [first] = items;
  if (first && isListItem(first.type) && items.every(({ type }) => type === first.type)) {
    const runs = items.map(({ run }) => run);
    return { type: 'list', of: listOf(first.of), run: (values) => runs.map((run) => run(values)) };
  }
  const item = joinListTypes(items.map(({ of }) => of));
  if (item === undefined || items.some(({ of }) => of.kind === 'nulltype')) return undefined;
  const parts = items.map(wholeOf);
  return ofValue(listOf(item), (values) => {
    const found = parts.map((part) => part(values));
    return doubt.raised ? NULL : listOfType(item, found, pathFormat);
  });
}

type Compile = (part: Expression, names: FastNames) => Fast | undefined;

/** What one round of a loop counts for: as many operations as a body of some length may have. */
const ROUND = 100;

/** `[x for x in … if …]`: the loop variable has a slot of its own (§1.3.7). */
export function comprehension(
  node: ComprehensionExpression,
  names: FastNames,
  compile: Compile,
): Fast | undefined {
  if (names.isTaken(node.variable.text)) return undefined;
  const loop = loopOver(node.iterable, names, compile);
  if (!loop) return undefined;
  const slot = names.free;
  const inner = within(names, node.variable.text, variable(slot, loop.item));
  const element = compile(node.element, inner);
  const condition = node.condition && compile(node.condition, inner);
  if (!element || !isListItem(element.type)) return undefined;
  if (node.condition && condition?.type !== 'bool') return undefined;
  const { run } = element;
  return {
    type: 'list',
    of: listOf(element.of),
    run: (values) => {
      const found: FastValue[] = [];
      for (const item of loop.items(values)) {
        if (!meter.take(ROUND)) doubt.raised = true;
        if (doubt.raised) break;
        values[slot] = item;
        if (!condition || condition.run(values) === true) found.push(run(values));
      }
      return found;
    },
  };
}

interface Loop {
  readonly item: ExprType;
  /** Plain values, or those of the evaluator where more belongs to them. */
  items(values: FastValues): readonly FastValue[];
}

function loopOver(iterable: Expression, names: FastNames, compile: Compile): Loop | undefined {
  const known = names.constantOf(iterable);
  if (known) {
    const items = itemsOf(known);
    const item = itemTypeOf(known.kind === 'list' ? listOf(known.item) : TYPES.range_expr);
    return items && item && { item, items: () => items };
  }
  const list = compile(iterable, names);
  const item = list && itemTypeOf(list.of);
  if (!item) return undefined;
  const { run, type } = list;
  if (type === 'list') return { item, items: (values) => run(values) as readonly FastValue[] };
  return {
    item,
    items: (values) => {
      const found = run(values) as Value;
      const items = doubt.raised ? [] : itemsOf(found);
      if (!items) doubt.raised = true;
      return items ?? [];
    },
  };
}

function itemTypeOf(of: ExprType): ExprType | undefined {
  if (of.kind === 'range_expr') return TYPES.int;
  return of.kind === 'list' && of.item.kind !== 'nulltype' ? of.item : undefined;
}

/** So many rounds no loop gets. */
const MOST = 1000;

function itemsOf(value: Value): readonly FastValue[] | undefined {
  if (value.kind === 'range_expr' && value.value.length <= MOST)
    return Array.from(value.value, Number);
  if (value.kind !== 'list' || value.items.length > MOST) return undefined;
  const items = value.items.map((item) => (isListItem(item.kind) ? fastOf(item)?.value : item));
  return items.every((item) => item !== undefined) ? items : undefined;
}

function variable(slot: number, of: ExprType): Fast {
  const whole = (values: FastValues) => values[slot] as Value;
  if (of.kind === 'float')
    return {
      type: 'float',
      of,
      run: (values) => (values[slot] as { value: number }).value,
      value: whole,
    };
  const type = of.kind === 'int' || of.kind === 'bool' || of.kind === 'string' ? of.kind : 'other';
  return { type, of, run: (values) => values[slot] ?? Number.NaN };
}

/** The names within a loop: what is about its variable is neither in a table nor constant. */
function within(names: FastNames, name: string, found: Fast): FastNames {
  const isAbout = (part: Expression) =>
    findReferences(part, { has: (one) => one === name }).found.some((one) => one.name === name);
  return {
    ...names,
    free: names.free + 1,
    partOf: (one) => (one === name ? found : names.partOf(one)),
    isTaken: (one) => one === name || names.isTaken(one),
    tableOf: (part, isLast) => (isAbout(part) ? undefined : names.tableOf(part, isLast)),
    constantOf: (part) => (isAbout(part) ? undefined : names.constantOf(part)),
  };
}
