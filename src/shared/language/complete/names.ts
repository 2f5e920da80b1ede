import { decodedOffset, entryOf, type Node, sourceRange } from '../../yaml/index.ts';
import type { Location } from '../locate.ts';
import { nodeAt } from '../node-at.ts';
import type { Completion, LanguageContext } from './completion.ts';
import { options } from './values.ts';

/** Names of things of this document or bundle: steps, task parameters, commands, files. */
export function completeNames(
  location: Location,
  context: LanguageContext,
): Completion[] | undefined {
  const { path } = location;
  const key = path.at(-1);
  if (key === 'dependsOn') return options(location, otherSteps(location), 'step');
  if (key === 'combination') return completeCombination(location);
  if (location.expression !== undefined) return [];
  if (key === 'command') return commands(location, context);
  if (path.at(-2) === 'args') return options(location, context.files ?? [], 'file');
  if (key === 'default' && isPath(nodeAt(location.document.root, path.slice(0, -1)))) {
    return options(location, context.files ?? [], 'file');
  }
  if (key === '$schema') return [];
  return undefined;
}

/** The steps that this one may wait for: all but itself and those it waits for already. */
function otherSteps({ document, path, scalar }: Location): string[] {
  const { template } = document;
  if (template?.kind !== 'job') return [];
  const own = nodeAt(document.root, path.slice(0, 2));
  const step = template.steps.find(({ node }) => node === own);
  const taken = new Set(
    step?.dependencies.filter(({ node }) => node !== scalar).map(({ value }) => value),
  );
  return template.steps.flatMap(({ name, node }) =>
    node === own || name === undefined || taken.has(name.value) ? [] : [name.value],
  );
}

/** The task parameters of the step that the expression does not name yet. */
function completeCombination(location: Location): Completion[] {
  const { document, path, scalar, replace, offset } = location;
  const own = nodeAt(document.root, path.slice(0, 2));
  const template = document.template;
  const step =
    template?.kind === 'job' ? template.steps.find(({ node }) => node === own) : undefined;
  const names = step?.parameterSpace?.parameters.map(({ name, type }) => ({ name, type })) ?? [];
  // Behind the last blank of a line there is no scalar yet, only text.
  const text = scalar?.text ?? document.text.slice(replace.start, offset);
  const word = wordAt(text, scalar === undefined ? text.length : decodedOffset(scalar, offset));
  const used = new Set(text.match(/[A-Za-z_]\w*/g) ?? []);
  const current = text.slice(word.start, word.end);
  const place =
    scalar === undefined
      ? { start: replace.start + word.start, end: offset }
      : sourceRange(scalar, word.start, word.end);
  return names
    .filter(({ name }) => !used.has(name) || name === current)
    .map(({ name, type }) => ({
      label: name,
      kind: 'symbol',
      detail: type,
      insert: name,
      replace: place,
    }));
}

function commands(location: Location, context: LanguageContext): Completion[] {
  const { document, path } = location;
  const script = nodeAt(document.root, path.slice(0, -3));
  const files = script?.kind === 'map' ? entryOf(script, 'embeddedFiles')?.value : undefined;
  const prefix =
    path.includes('steps') && !path.includes('stepEnvironments') ? 'Task.File' : 'Env.File';
  const embedded = files?.kind === 'seq' ? files.items.flatMap((file) => nameOf(file) ?? []) : [];
  const installed = Object.entries(context.commands ?? {}).flatMap(([name, found]) =>
    found === null ? [] : [name],
  );
  return [
    ...options(
      location,
      embedded.map((name) => `{{${prefix}.${name}}}`),
      'file',
    ),
    ...options(location, installed, 'value'),
  ];
}

function nameOf(node: Node): string | undefined {
  const name = node.kind === 'map' ? entryOf(node, 'name')?.value : undefined;
  return name?.kind === 'scalar' ? name.text : undefined;
}

function isPath(node: Node | undefined): boolean {
  const type = node?.kind === 'map' ? entryOf(node, 'type')?.value : undefined;
  return type?.kind === 'scalar' && (type.text === 'PATH' || type.text === 'LIST[PATH]');
}

function wordAt(text: string, offset: number): { start: number; end: number } {
  const before = /\w*$/.exec(text.slice(0, offset))?.[0].length ?? 0;
  const after = /^\w*/.exec(text.slice(offset))?.[0].length ?? 0;
  return { start: offset - before, end: offset + after };
}
