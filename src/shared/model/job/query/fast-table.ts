import { ExprError, typesEqual, type Value } from '../../../expr/index.ts';
import { doubt, type Fast, type FastValue, type FastValues, fastOf } from './fast.ts';

interface Answer {
  readonly plain: FastValue;
  readonly value: Value;
}

/**
 * A part about one parameter by the place of its value: asked for when it is first needed, and once. Undefined
 * where none of the first places tells what it is.
 */
export function tableOver(
  count: number,
  slot: number | undefined,
  ask: (place: number) => Value,
): Fast | undefined {
  const known = firstAnswer(count, ask);
  if (!known) return undefined;
  const { type, of } = known;
  const stands: Answer = { plain: known.value, value: known.whole };
  const answers: (Answer | null | undefined)[] = [];
  const find = (place: number): Answer | null => {
    const value = attempt(() => ask(place));
    const found = value && fastOf(value);
    return found && typesEqual(found.of, of) ? { plain: found.value, value } : null;
  };
  const at = (row: FastValues): Answer => {
    const place = slot === undefined ? 0 : (row[slot] as number);
    let answer = answers[place];
    if (answer === undefined) {
      answer = find(place);
      answers[place] = answer;
    }
    if (answer === null) doubt.raised = true;
    return answer ?? stands;
  };
  return {
    type,
    of,
    run: (row) => at(row).plain,
    value: type === 'float' ? (row) => at(row).value : undefined,
  };
}

/** By the first of its values that can be computed. */
function firstAnswer(count: number, ask: (place: number) => Value) {
  for (let place = 0; place < Math.min(count, 8); place++) {
    const whole = attempt(() => ask(place));
    const known = whole && fastOf(whole);
    if (known) return { ...known, whole };
  }
  return undefined;
}

function attempt(ask: () => Value): Value | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof ExprError) return undefined;
    throw error;
  }
}
