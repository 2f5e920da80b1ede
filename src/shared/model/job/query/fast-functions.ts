import { codePointLength } from '../../../expr/index.ts';
import { doubt, type Fast, isNumber, safe } from './fast-expression.ts';

/** Makes a call of compiled arguments; undefined where the arguments are not those that it knows. */
type Call = (args: readonly Fast[]) => Fast | undefined;

/** One number to another; integers stay as they are. */
function rounding(round: (value: number) => number): Call {
  return ([value, ...more]) => {
    if (!value || more.length > 0 || !isNumber(value)) return undefined;
    if (value.type === 'int') return value;
    return { type: 'int', run: (values) => safe(round(value.run(values) as number)) };
  };
}

/** To the nearest integer, a tie to the even one (§2.2.2). */
function halfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

function extreme(choose: (a: number, b: number) => number, none: number): Call {
  return (args) => {
    const [first] = args;
    // Of a mixture the result has the type of one of them; of one argument it is a list's.
    if (!first || args.length < 2 || !isNumber(first)) return undefined;
    if (!args.every(({ type }) => type === first.type)) return undefined;
    const runs = args.map(({ run }) => run);
    return {
      type: first.type,
      run: (values) => runs.reduce((found, run) => choose(found, run(values) as number), none),
    };
  };
}

const absolute: Call = ([value, ...more]) =>
  value && more.length === 0 && isNumber(value)
    ? { type: value.type, run: (values) => Math.abs(value.run(values) as number) }
    : undefined;

const whole: Call = ([value, ...more]) => {
  if (!value || more.length > 0 || !isNumber(value)) return undefined;
  return {
    type: 'int',
    run: (values) => {
      const number = value.run(values) as number;
      if (!Number.isSafeInteger(number)) doubt.raised = true;
      return number;
    },
  };
};

const text: Call = ([value, ...more]) => {
  if (!value || more.length > 0) return undefined;
  if (value.type === 'string') return value;
  // Texts of floats and booleans are the evaluator's.
  if (value.type !== 'int') return undefined;
  return { type: 'string', run: (values) => String(value.run(values)) };
};

const size: Call = ([value, ...more]) =>
  value?.type === 'string' && more.length === 0
    ? { type: 'int', run: (values) => codePointLength(value.run(values) as string) }
    : undefined;

function ofText(change: (text: string) => string): Call {
  return ([value, ...more]) =>
    value?.type === 'string' && more.length === 0
      ? { type: 'string', run: (values) => change(value.run(values) as string) }
      : undefined;
}

function ofTwoTexts(test: (text: string, part: string) => boolean): Call {
  return ([value, part, ...more]) =>
    value?.type === 'string' && part?.type === 'string' && more.length === 0
      ? {
          type: 'bool',
          run: (values) => test(value.run(values) as string, part.run(values) as string),
        }
      : undefined;
}

/** Functions (§2.2.1, §2.2.2) that filters use most. */
export const FUNCTIONS: ReadonlyMap<string, Call> = new Map<string, Call>([
  ['abs', absolute],
  ['min', extreme(Math.min, Number.POSITIVE_INFINITY)],
  ['max', extreme(Math.max, Number.NEGATIVE_INFINITY)],
  ['floor', rounding(Math.floor)],
  ['ceil', rounding(Math.ceil)],
  ['round', rounding(halfEven)],
  ['int', whole],
  ['string', text],
  ['len', size],
]);

/** Methods of texts (§2.2.4). */
export const METHODS: ReadonlyMap<string, Call> = new Map<string, Call>([
  ['upper', ofText((value) => value.toUpperCase())],
  ['lower', ofText((value) => value.toLowerCase())],
  ['startswith', ofTwoTexts((value, part) => value.startsWith(part))],
  ['endswith', ofTwoTexts((value, part) => value.endsWith(part))],
]);
