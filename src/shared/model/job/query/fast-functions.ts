import { codePointLength, TYPES } from '../../../expr/index.ts';
import { doubt, type Fast, type FastValue, isNumber, safe } from './fast.ts';

/** Makes a call of compiled arguments; undefined where the arguments are not those that it knows. */
type Call = (args: readonly Fast[]) => Fast | undefined;

const INT = { type: 'int', of: TYPES.int } as const;
const BOOL = { type: 'bool', of: TYPES.bool } as const;
const TEXT = { type: 'string', of: TYPES.string } as const;

/** One number to another; integers stay as they are. */
function rounding(round: (value: number) => number): Call {
  return ([value, ...more]) => {
    if (!value || more.length > 0 || !isNumber(value)) return undefined;
    if (value.type === 'int') return value;
    return { ...INT, run: (values) => safe(round(value.run(values) as number)) };
  };
}

/** To the nearest integer, a tie to the even one (§2.2.2). */
function halfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

function extreme(choose: (a: number, b: number) => number): Call {
  return (args) => {
    const [first] = args;
    if (args.length === 1) {
      return ofList('int', INT, (items: readonly number[]) => {
        if (items.length === 0) doubt.raised = true;
        return items.reduce(choose, items[0] ?? 0);
      })(args);
    }
    // Of floats the result has the text that one of them was written with.
    if (!first || args.length > 3 || !args.every(({ type }) => type === 'int')) return undefined;
    const runs = args.map(({ run }) => run);
    return {
      ...INT,
      run: (values) => {
        let found = first.run(values) as number;
        for (let at = 1; at < runs.length; at++)
          found = choose(found, runs[at]?.(values) as number);
        return found;
      },
    };
  };
}

/** Something about a list of integers, booleans or texts. */
function ofList<T extends FastValue>(
  item: 'int' | 'bool' | undefined,
  result: Pick<Fast, 'type' | 'of'>,
  compute: (items: readonly T[]) => FastValue,
): Call {
  return ([list, ...more]) => {
    if (list?.type !== 'list' || more.length > 0 || list.of.kind !== 'list') return undefined;
    if (item !== undefined && list.of.item.kind !== item) return undefined;
    const { run } = list;
    return { ...result, run: (values) => compute(run(values) as readonly T[]) };
  };
}

function sum(items: readonly number[]): number {
  let total = 0;
  for (const item of items) total = safe(total + item);
  return total;
}

const absolute: Call = ([value, ...more]) =>
  value && more.length === 0 && isNumber(value)
    ? { type: value.type, of: value.of, run: (values) => Math.abs(value.run(values) as number) }
    : undefined;

const whole: Call = ([value, ...more]) => {
  if (!value || more.length > 0 || !isNumber(value)) return undefined;
  return { ...INT, run: (values) => safe(value.run(values) as number) };
};

const text: Call = ([value, ...more]) => {
  if (!value || more.length > 0) return undefined;
  if (value.type === 'string') return value;
  // Texts of floats and booleans are the evaluator's.
  if (value.type !== 'int') return undefined;
  return { ...TEXT, run: (values) => String(value.run(values)) };
};

const size: Call = ([value, ...more]) =>
  value?.type === 'string' && more.length === 0
    ? { ...INT, run: (values) => codePointLength(value.run(values) as string) }
    : ofList(undefined, INT, (items) => items.length)(value ? [value, ...more] : []);

function ofText(change: (text: string) => string): Call {
  return ([value, ...more]) =>
    value?.type === 'string' && more.length === 0
      ? { ...TEXT, run: (values) => change(value.run(values) as string) }
      : undefined;
}

function ofTwoTexts(test: (text: string, part: string) => boolean): Call {
  return ([value, part, ...more]) =>
    value?.type === 'string' && part?.type === 'string' && more.length === 0
      ? {
          ...BOOL,
          run: (values) => test(value.run(values) as string, part.run(values) as string),
        }
      : undefined;
}

/** Functions (§2.2.1, §2.2.2) that filters use most. */
export const FUNCTIONS: ReadonlyMap<string, Call> = new Map<string, Call>([
  ['abs', absolute],
  ['min', extreme((a, b) => (b < a ? b : a))],
  ['max', extreme((a, b) => (b > a ? b : a))],
  ['floor', rounding(Math.floor)],
  ['ceil', rounding(Math.ceil)],
  ['round', rounding(halfEven)],
  ['int', whole],
  ['string', text],
  ['len', size],
  ['sum', ofList('int', INT, sum)],
  ['any', ofList('bool', BOOL, (items: readonly boolean[]) => items.includes(true))],
  ['all', ofList('bool', BOOL, (items: readonly boolean[]) => !items.includes(false))],
]);

/** `[a, b][i]`: an element of a list; negative indices count from the end (§2.1.7). */
export const element: Call = ([list, index]) => {
  if (list?.type !== 'list' || list.of.kind !== 'list' || index?.type !== 'int') return undefined;
  const { item } = list.of;
  const { kind } = item;
  if (kind !== 'int' && kind !== 'bool' && kind !== 'string') return undefined;
  return {
    type: kind,
    of: item,
    run: (values) => {
      const found = (list.run(values) as readonly FastValue[]).at(index.run(values) as number);
      if (found === undefined) doubt.raised = true;
      return found ?? STAND_INS[kind];
    },
  };
};

const STAND_INS = { int: 0, bool: false, string: '' } as const;

/** Methods of texts (§2.2.4). */
export const METHODS: ReadonlyMap<string, Call> = new Map<string, Call>([
  ['upper', ofText((value) => value.toUpperCase())],
  ['lower', ofText((value) => value.toLowerCase())],
  ['startswith', ofTwoTexts((value, part) => value.startsWith(part))],
  ['endswith', ofTwoTexts((value, part) => value.endsWith(part))],
]);
