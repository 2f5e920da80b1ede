import type { CommandPage } from '../../shared/protocol/index.ts';
import type { ShownCommand } from './trust-sheet.ts';

export interface PageRequest {
  /** Only commands that contain this, in any case; empty: all. */
  readonly search: string;
  readonly from: number;
}

/** What one page holds at most: of commands, and of characters unless a single command has more. */
const COMMANDS = 200;
const CHARACTERS = 1 << 20;

/**
 * A page of a job's commands. The page of the window shows all of it, so it is bounded; where it is not the
 * only one, commands of different programs come first, so that none hides behind thousands of others.
 */
export function pageOf(
  all: readonly ShownCommand[],
  { search, from }: PageRequest = { search: '', from: 0 },
): CommandPage {
  const found = search === '' ? all : all.filter((one) => contains(one, search.toLowerCase()));
  const ordered = found.length > COMMANDS ? distinctFirst(found) : found;
  const shown: ShownCommand[] = [];
  let characters = 0;
  for (const one of ordered.slice(from, from + COMMANDS)) {
    characters += textsOf(one).reduce((sum, text) => sum + text.length, 0);
    if (shown.length > 0 && characters > CHARACTERS) break;
    shown.push(one);
  }
  // Two actions of one environment come with the same files.
  const scripts = new Map(shown.flatMap((one) => one.scripts.map((file) => [file.name, file])));
  return {
    commands: shown.map(({ command }) => command),
    scripts: [...scripts.values()],
    total: found.length,
  };
}

function distinctFirst(commands: readonly ShownCommand[]): ShownCommand[] {
  const programs = new Set<string>();
  const first: ShownCommand[] = [];
  const others: ShownCommand[] = [];
  for (const one of commands) {
    const known = programs.has(one.command.command);
    programs.add(one.command.command);
    (known ? others : first).push(one);
  }
  return [...first, ...others];
}

function contains(one: ShownCommand, search: string): boolean {
  return textsOf(one).some((text) => text.toLowerCase().includes(search));
}

function textsOf({ command, scripts }: ShownCommand): string[] {
  return [command.where, command.command, ...command.args, ...scripts.map(({ text }) => text)];
}
