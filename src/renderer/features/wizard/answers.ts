import { parseRangeExpr } from '../../../shared/expr/range-expr-parse.ts';
import { text as words } from '../../text/en.ts';
import { splitCommandLine } from './command-line.ts';
import { type PLACES, uses, type Wishes } from './make-template.ts';

export const KINDS = ['render', 'job', 'environment'] as const;
const DEFAULT_OUTPUT = 'out';

/** What stands in the wizard's fields. */
export interface Answers {
  readonly kind: (typeof KINDS)[number];
  readonly name: string;
  readonly program: string;
  /** The arguments, as one would write them in a shell. */
  readonly line: string;
  readonly scene: string;
  readonly frames: string;
  readonly output: string;
  readonly directory: string;
}

/** What is proposed. */
export function firstAnswers(directory: string): Answers {
  return {
    kind: 'render',
    name: words.wizard.defaultName,
    program: '',
    line: '',
    scene: '',
    frames: '1-10',
    output: DEFAULT_OUTPUT,
    directory,
  };
}

export function wishesOf({ name, program, line, scene, frames, output }: Answers): Wishes {
  const split = splitCommandLine(line);
  const args = 'words' in split ? split.words : [];
  return { name: name.trim(), program: program.trim(), args, scene, frames, output };
}

/** What is wrong with each answer, in the order of their fields; empty where nothing is. */
export function problemsOf({ kind, name, program, line, frames, directory }: Answers) {
  const renders = kind === 'render';
  const split = splitCommandLine(line);
  return {
    name: name.trim() === '' ? words.wizard.needed : '',
    program: renders && program.trim() === '' ? words.wizard.needed : '',
    args: renders && 'open' in split ? words.wizard.openQuote(split.open) : '',
    frames: renders ? framesProblem(frames) : '',
    directory: directory.trim() === '' ? words.wizard.needed : '',
  };
}

export type Problems = ReturnType<typeof problemsOf>;

function framesProblem(frames: string): string {
  const range = parseRangeExpr(frames.trim());
  return 'issue' in range ? range.issue.message : '';
}

const PLACED: readonly {
  readonly word: keyof typeof PLACES;
  readonly given: (wishes: Wishes) => boolean;
}[] = [
  { word: '{frame}', given: () => true },
  { word: '{scene}', given: ({ scene }) => scene.trim() !== '' },
  // An output folder is proposed: only one of the user's own is meant.
  { word: '{output}', given: ({ output }) => !['', DEFAULT_OUTPUT].includes(output.trim()) },
];

/** What was said and is not in the command line: it would not matter. */
export function unusedPlaces(wishes: Wishes): (keyof typeof PLACES)[] {
  return PLACED.filter(({ word, given }) => given(wishes) && !uses(wishes, word)).map(
    ({ word }) => word,
  );
}
