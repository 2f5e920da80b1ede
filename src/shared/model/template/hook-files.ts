import { type Expression, type FormatString, findReferences } from '../../expr/index.ts';
import type { EnvironmentActionName } from '../job/types.ts';
import type { ActionDefinition, EmbeddedFileDefinition, EnvironmentDefinition } from './types.ts';

const HOOKS: readonly string[] = ['onWrapEnvEnter', 'onWrapTaskRun', 'onWrapEnvExit'];
const ANYWHERE = '';

/**
 * Files that tell of a wrapped action, and the wrap hooks that they are written for: RFC 0008's example
 * shares one script among the three hooks. A file that anything but the hooks refers to is no such file;
 * `WrappedAction.*` is out of its scope (§4).
 */
export function hookFiles(
  environment: EnvironmentDefinition,
): ReadonlyMap<string, readonly EnvironmentActionName[]> {
  const { script, variables } = environment;
  const found = new Map<string, readonly EnvironmentActionName[]>();
  const files = script?.embeddedFiles ?? [];
  const wrapping = files.filter((file) => namesOf(file.data?.format).some(isWrapped));
  if (script === undefined || wrapping.length === 0) return found;
  const uses = new Map<string, Set<string>>();
  const use = (user: string, names: readonly string[]): void => {
    for (const name of names) {
      const file = /^Env\.File\.([^.]+)/.exec(name)?.[1];
      if (file === undefined) continue;
      uses.set(file, (uses.get(file) ?? new Set()).add(user));
    }
  };
  for (const { value } of variables) use(ANYWHERE, namesOf(value.format));
  for (const { binding } of script.let) use(ANYWHERE, namesIn(binding.expression));
  for (const [name, action] of Object.entries(script.actions)) use(name, namesOfAction(action));
  const through = new Map<EmbeddedFileDefinition, string[]>(
    files.map((file) => [file, namesOf(file.data?.format)]),
  );
  // A file that another file names is used wherever that one is.
  for (const _ of files) {
    for (const [file, names] of through) {
      for (const user of uses.get(file.name) ?? []) use(user, names);
    }
  }
  for (const { name } of wrapping) {
    const users = [...(uses.get(name) ?? [])];
    if (users.length === 0 || !users.every((user) => HOOKS.includes(user))) continue;
    found.set(name, users as EnvironmentActionName[]);
  }
  return found;
}

function isWrapped(name: string): boolean {
  return /^Wrapped(Action|Env|Step)\./.test(name);
}

function namesOfAction({ command, args }: ActionDefinition): string[] {
  return [command, ...args].flatMap((value) => namesOf(value?.format));
}

function namesOf(format: FormatString | undefined): string[] {
  return (format?.segments ?? []).flatMap((segment) =>
    segment.kind === 'expression' ? namesIn(segment.expression) : [],
  );
}

const NO_SCOPE = { has: () => false };

function namesIn(expression: Expression | undefined): string[] {
  if (expression === undefined) return [];
  return findReferences(expression, NO_SCOPE).found.map(({ name }) => name);
}
