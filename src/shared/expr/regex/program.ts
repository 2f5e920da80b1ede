import type { CharacterTest } from './characters.ts';
import { regexError } from './error.ts';
import { type Assertion, parseRegex, type RegexNode } from './syntax.ts';

type Instruction =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'save'; readonly slot: number }
  /** Goes on at both places; `first` is preferred. */
  | { readonly kind: 'split'; first: number; second: number }
  | { readonly kind: 'jump'; to: number }
  | { readonly kind: 'match' };

export interface RegexProgram {
  readonly instructions: readonly Instruction[];
  readonly groups: number;
}

const MAX_INSTRUCTIONS = 10_000;

/** Translates a pattern into a program for {@link findMatch}. */
export function compileRegex(pattern: string): RegexProgram {
  const { root, groups } = parseRegex(pattern);
  const instructions: Instruction[] = [];
  emit(root, instructions);
  instructions.push({ kind: 'match' });
  return { instructions, groups };
}

function emit(node: RegexNode, program: Instruction[]): void {
  if (program.length > MAX_INSTRUCTIONS) throw regexError('The regular expression is too large');
  switch (node.kind) {
    case 'character':
    case 'assertion':
      program.push(node);
      return;
    case 'sequence':
      for (const item of node.items) emit(item, program);
      return;
    case 'group':
      program.push({ kind: 'save', slot: node.index * 2 });
      emit(node.content, program);
      program.push({ kind: 'save', slot: node.index * 2 + 1 });
      return;
    case 'choice':
      emitChoice(node.options, program);
      return;
    case 'repeat':
      emitRepeat(node, program);
      return;
  }
}

function emitChoice(options: readonly RegexNode[], program: Instruction[]): void {
  const jumps: { kind: 'jump'; to: number }[] = [];
  for (const [index, option] of options.entries()) {
    if (index === options.length - 1) {
      emit(option, program);
      break;
    }
    const split: Instruction & { kind: 'split' } = {
      kind: 'split',
      first: program.length + 1,
      second: 0,
    };
    program.push(split);
    emit(option, program);
    const jump = { kind: 'jump' as const, to: 0 };
    jumps.push(jump);
    program.push(jump);
    split.second = program.length;
  }
  for (const jump of jumps) jump.to = program.length;
}

/** `x{min,max}`: min copies, then optional ones, or a loop. */
function emitRepeat(node: RegexNode & { kind: 'repeat' }, program: Instruction[]): void {
  for (let copy = 0; copy < node.min; copy++) emit(node.content, program);
  if (node.max === Number.POSITIVE_INFINITY) {
    const loop = program.length;
    const split = optionalSplit(program);
    emit(node.content, program);
    program.push({ kind: 'jump', to: loop });
    leaveAt(split, program.length, node.greedy);
    return;
  }
  const splits: (Instruction & { kind: 'split' })[] = [];
  for (let copy = node.min; copy < node.max; copy++) {
    splits.push(optionalSplit(program));
    emit(node.content, program);
  }
  for (const split of splits) leaveAt(split, program.length, node.greedy);
}

function optionalSplit(program: Instruction[]): Instruction & { kind: 'split' } {
  const split: Instruction & { kind: 'split' } = {
    kind: 'split',
    first: program.length + 1,
    second: 0,
  };
  program.push(split);
  return split;
}

function leaveAt(split: Instruction & { kind: 'split' }, end: number, greedy: boolean): void {
  const enter = split.first;
  split.first = greedy ? enter : end;
  split.second = greedy ? end : enter;
}
