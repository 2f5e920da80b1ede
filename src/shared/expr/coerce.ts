import { ExprError } from './errors.ts';
import { parseFloatText } from './float-text.ts';
import { INT64_MAX, INT64_MIN, isInt64, parseDecimalInteger } from './int64.ts';
import { normalizePath, type PathFormat } from './paths/path-format.ts';
import { isUri } from './paths/uri-path.ts';
import { parseRangeExpr } from './range-expr-parse.ts';
import { satisfies } from './type-algebra.ts';
import { typeToString } from './type-text.ts';
import { type ExprType, isSymbolic, membersOf, TYPES } from './types.ts';
import { valueToString } from './value-text.ts';
import {
  boolValue,
  floatValue,
  intValue,
  listValue,
  rangeToList,
  type Value,
  valueType,
} from './values.ts';

export interface CoerceOptions {
  readonly pathFormat: PathFormat;
  /** Called before a range is turned into that many values, to charge for them or refuse. */
  readonly materialize?: (count: bigint) => void;
}

/** Values a range may become outside of an evaluation, which counts its own. */
const MAX_MATERIALIZED = 10_000_000n;

/**
 * Converts a value to a target type (§1.2.3): a value that fits is used as it is; otherwise the target's
 * alternatives are tried in the order of {@link destinationsOf} and the first that works is taken. Throws
 * an ExprError without a place when none does.
 */
export function coerceValue(value: Value, target: ExprType, options: CoerceOptions): Value {
  const result = tryCoerce(value, target, options);
  if (result !== undefined) return result;
  throw new ExprError(
    'type-mismatch',
    `Expected ${typeToString(target)}, but found ${typeToString(valueType(value))} ${describe(value)} that cannot be converted.`,
  );
}

/** {@link coerceValue} that answers undefined instead of throwing for a value that does not convert. */
export function tryCoerce(
  value: Value,
  target: ExprType,
  options: CoerceOptions,
): Value | undefined {
  if (satisfies(valueType(value), target)) return value;
  for (const destination of destinationsOf(valueType(value), target)) {
    const result = convert(value, destination, options);
    if (result !== undefined) return result;
  }
  return undefined;
}

/** Which conversions exist, and their order when a target offers several (RFC 0005, "Conversion"). */
const CONVERSIONS: Readonly<Record<string, readonly string[]>> = {
  bool: ['string'],
  int: ['float', 'string'],
  float: ['int', 'string'],
  string: ['int', 'float', 'bool', 'range_expr', 'path'],
  path: ['string'],
  range_expr: ['string'],
};

/**
 * The single types of `target` that a value of type `from` can be converted to, in the order they are
 * tried: types that are no lists first, then lists by the order of their item types.
 */
export function destinationsOf(from: ExprType, target: ExprType): readonly ExprType[] {
  const members = membersOf(target).filter((member) => !isSymbolic(member));
  const found = (CONVERSIONS[from.kind] ?? []).flatMap((kind) =>
    members.filter((member) => member.kind === kind),
  );
  const lists = members.filter((member) => member.kind === 'list');
  if (from.kind === 'range_expr') {
    return [
      ...found,
      ...lists.filter((list) => satisfies({ kind: 'list', item: TYPES.int }, list)),
    ];
  }
  if (from.kind !== 'list') return found;
  const order = CONVERSIONS[from.item.kind] ?? [];
  const rank = (list: ExprType): number => {
    const index = list.kind === 'list' ? order.indexOf(list.item.kind) : -1;
    return index < 0 ? order.length : index;
  };
  return [...found, ...lists.toSorted((left, right) => rank(left) - rank(right))];
}

function convert(value: Value, target: ExprType, options: CoerceOptions): Value | undefined {
  if (value.kind === 'list' && target.kind === 'list') {
    const items: Value[] = [];
    for (const item of value.items) {
      const converted = tryCoerce(item, target.item, options);
      if (converted === undefined) return undefined;
      items.push(converted);
    }
    return listValue(target.item, items);
  }
  switch (target.kind) {
    case 'string':
      return { kind: 'string', value: valueToString(value) };
    case 'int':
      return toInt(value);
    case 'float':
      return toFloat(value);
    case 'bool':
      return value.kind === 'string' ? textToBool(value.value) : undefined;
    case 'path':
      return value.kind === 'string' ? textToPath(value.value, options.pathFormat) : undefined;
    case 'range_expr':
      return value.kind === 'string' ? textToRange(value.value) : undefined;
    case 'list':
      return value.kind === 'range_expr' ? rangeItems(value, options) : undefined;
    default:
      return undefined;
  }
}

function rangeItems(
  range: Value & { kind: 'range_expr' },
  options: CoerceOptions,
): Value | undefined {
  const count = range.value.length;
  if (options.materialize !== undefined) options.materialize(count);
  else if (count > MAX_MATERIALIZED) return undefined;
  return rangeToList(range.value);
}

/** Floats and texts become integers when nothing is lost. */
export function toInt(value: Value): Value | undefined {
  if (value.kind === 'int') return value;
  if (value.kind === 'float') {
    if (!Number.isInteger(value.value)) return undefined;
    const exact = BigInt(value.value);
    return isInt64(exact) ? intValue(exact) : undefined;
  }
  if (value.kind !== 'string') return undefined;
  const parsed = parseDecimalInteger(value.value);
  return parsed !== undefined && parsed >= INT64_MIN && parsed <= INT64_MAX
    ? intValue(parsed)
    : undefined;
}

/** A text keeps its form as a float (§1.3.4); an integer loses digits beyond 2⁵³ as in Python. */
export function toFloat(value: Value): Value | undefined {
  if (value.kind === 'float') return value;
  if (value.kind === 'int') return floatValue(Number(value.value));
  if (value.kind !== 'string') return undefined;
  const parsed = parseFloatText(value.value);
  if (parsed === undefined || !Number.isFinite(parsed)) return undefined;
  return floatValue(parsed, value.value.trim());
}

const BOOL_TEXTS: Readonly<Record<string, boolean>> = {
  '1': true,
  true: true,
  on: true,
  yes: true,
  '0': false,
  false: false,
  off: false,
  no: false,
};

/** The spellings of a bool, in any case (§2.2.1). */
export function textToBool(text: string): Value | undefined {
  const known = text.toLowerCase();
  return Object.hasOwn(BOOL_TEXTS, known) ? boolValue(BOOL_TEXTS[known] === true) : undefined;
}

/** A path as pathlib prints it; URIs stay as they are (§1.2.1). */
export function textToPath(text: string, format: PathFormat): Value {
  return { kind: 'path', value: isUri(text) ? text : normalizePath(text, format) };
}

function textToRange(text: string): Value | undefined {
  const parsed = parseRangeExpr(text);
  return 'value' in parsed ? { kind: 'range_expr', value: parsed.value } : undefined;
}

/** A value for a message, cut when it is long. */
export function describe(value: Value): string {
  const text = value.kind === 'string' ? JSON.stringify(value.value) : valueToString(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
