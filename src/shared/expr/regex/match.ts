import { isWord } from './characters.ts';
import type { RegexProgram } from './program.ts';
import type { Assertion } from './syntax.ts';

/** Start and end of the match and of each group, in code points; −1 for a group that took no part. */
export type Captures = readonly number[];

interface Thread {
  readonly at: number;
  readonly captures: Captures;
}

/** Steps that cost one operation. */
const STEPS_PER_OPERATION = 16;

/**
 * The first match from position `from` on, by following all alternatives at once: time is bounded by text
 * times program whatever the pattern (a backtracking engine could be made to run for ages). `anchored` demands that the
 * match begins at `from`. `charge` is told of the work.
 */
export function findMatch(
  program: RegexProgram,
  text: readonly string[],
  from: number,
  anchored: boolean,
  charge: (operations: number) => void,
): Captures | undefined {
  const { instructions } = program;
  const visited = new Int32Array(instructions.length).fill(-1);
  const nothing: Captures = new Array((program.groups + 1) * 2).fill(-1);
  let matched: Captures | undefined;
  let threads: Thread[] = [];
  let steps = 0;

  // Adds a thread and all it reaches without a character, most preferred first.
  const add = (list: Thread[], start: number, position: number, captures: Captures): void => {
    const pending: Thread[] = [{ at: start, captures }];
    for (let thread = pending.pop(); thread !== undefined; thread = pending.pop()) {
      const { at } = thread;
      if (visited[at] === position) continue;
      visited[at] = position;
      steps++;
      const instruction = instructions[at];
      if (instruction === undefined) continue;
      if (instruction.kind === 'jump')
        pending.push({ at: instruction.to, captures: thread.captures });
      else if (instruction.kind === 'split') {
        pending.push({ at: instruction.second, captures: thread.captures });
        pending.push({ at: instruction.first, captures: thread.captures });
      } else if (instruction.kind === 'save') {
        pending.push({ at: at + 1, captures: thread.captures.with(instruction.slot, position) });
      } else if (instruction.kind === 'assertion') {
        if (holds(instruction.assertion, text, position))
          pending.push({ at: at + 1, captures: thread.captures });
      } else list.push(thread);
    }
  };

  for (let position = from; ; position++) {
    if (matched === undefined && (position === from || !anchored)) {
      add(threads, 0, position, nothing.with(0, position));
    }
    if (threads.length === 0 && (matched !== undefined || anchored)) break;
    charge(Math.ceil((steps + threads.length) / STEPS_PER_OPERATION));
    steps = 0;
    const character = text[position];
    const next: Thread[] = [];
    for (const { at, captures } of threads) {
      const instruction = instructions[at];
      if (instruction?.kind === 'match') {
        // Less preferred threads are cut off; the more preferred ones before may still win.
        matched = captures.with(1, position);
        break;
      }
      if (
        instruction?.kind === 'character' &&
        character !== undefined &&
        instruction.test(character)
      ) {
        add(next, at + 1, position + 1, captures);
      }
    }
    threads = next;
    if (character === undefined) break;
  }
  return matched;
}

function holds(assertion: Assertion, text: readonly string[], position: number): boolean {
  switch (assertion) {
    case 'start':
      return position === 0;
    case 'end':
      return position === text.length;
    case 'line-start':
      return position === 0 || text[position - 1] === '\n';
    case 'line-end':
      return position === text.length || text[position] === '\n';
    case 'word-boundary':
      return isWord(text[position - 1]) !== isWord(text[position]);
    case 'no-word-boundary':
      return isWord(text[position - 1]) === isWord(text[position]);
  }
}
