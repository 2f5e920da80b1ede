import type { LanguageDocument } from '../../shared/language/index.ts';
import { freeName } from '../../shared/text/free-name.ts';
import { EditRefused, type PlainInput } from '../../shared/yaml/edit/index.ts';
import { entryOf, type Node } from '../../shared/yaml/index.ts';
import type { EditCommand } from './contract.ts';
import { cycleWith } from './cycles.ts';

/** Changes of the graph as changes of places in the template. */

interface StepAt {
  readonly name: string;
  readonly dependencies: readonly string[];
}

/** Steps by their place in the list; what has no name keeps its place with an empty one. */
export function stepsOf(document: LanguageDocument): StepAt[] {
  const list = property(document.root, 'steps');
  if (list?.kind !== 'seq') return [];
  return list.items.map((item) => {
    const dependencies = property(item, 'dependencies');
    return {
      name: scalarText(property(item, 'name')),
      dependencies:
        dependencies?.kind === 'seq'
          ? dependencies.items.map((one) => scalarText(property(one, 'dependsOn')))
          : [],
    };
  });
}

export function addDependency(
  document: LanguageDocument,
  step: string,
  on: string,
): readonly EditCommand[] {
  const steps = stepsOf(document);
  const at = indexOf(steps, step);
  const known = steps[at]?.dependencies ?? [];
  if (known.includes(on)) throw new EditRefused('key-exists', `${step} depends on ${on} already.`);
  const cycle = cycleWith(steps, step, on);
  if (cycle) throw new EditRefused('key-exists', `That would be a circle: ${cycle.join(' → ')}.`);
  const path = ['steps', at, 'dependencies'];
  const value = { dependsOn: on };
  return known.length === 0
    ? [{ kind: 'set', path, value: [value] }]
    : [{ kind: 'insert', path, index: known.length, value }];
}

export function removeDependency(
  document: LanguageDocument,
  step: string,
  on: string,
): readonly EditCommand[] {
  const steps = stepsOf(document);
  const at = indexOf(steps, step);
  const which = steps[at]?.dependencies.indexOf(on) ?? -1;
  if (which < 0) throw new EditRefused('no-such-value', `${step} does not depend on ${on}.`);
  return [{ kind: 'remove', path: ['steps', at, 'dependencies', which], prune: true }];
}

export function newStep(
  document: LanguageDocument,
  wanted: string,
  after: string | undefined,
): readonly EditCommand[] {
  const steps = stepsOf(document);
  const name = freeName(
    wanted,
    (one) => steps.some((step) => step.name === one),
    (count) => `${wanted} ${count}`,
  );
  const value: PlainInput = {
    name,
    ...(after === undefined ? {} : { dependencies: [{ dependsOn: after }] }),
    script: { actions: { onRun: { command: 'echo', args: [name] } } },
  };
  if (steps.length === 0) return [{ kind: 'set', path: ['steps'], value: [value] }];
  const index = after === undefined ? steps.length : indexOf(steps, after) + 1;
  return [{ kind: 'insert', path: ['steps'], index, value }];
}

/** Steps go with what others say of them: their dependencies on them first, so that places stay right. */
export function removeSteps(
  document: LanguageDocument,
  names: readonly string[],
): readonly EditCommand[] {
  const places = placesOfSteps(document, names);
  const references = stepsOf(document).flatMap((each, index): EditCommand[] => {
    if (places.includes(index)) return [];
    // The last one first: those before it keep their places.
    return each.dependencies
      .flatMap((name, which) => (names.includes(name) ? [which] : []))
      .toReversed()
      .map((which) => ({
        kind: 'remove',
        path: ['steps', index, 'dependencies', which],
        prune: true,
      }));
  });
  const steps = places
    .toReversed()
    .map((at): EditCommand => ({ kind: 'remove', path: ['steps', at] }));
  return [...references, ...steps];
}

/** The places of steps in their list, in its order. */
export function placesOfSteps(
  document: LanguageDocument,
  names: readonly string[],
): readonly number[] {
  const steps = stepsOf(document);
  return [...new Set(names.map((name) => indexOf(steps, name)))].sort((a, b) => a - b);
}

function indexOf(steps: readonly StepAt[], name: string): number {
  const at = steps.findIndex((step) => step.name === name);
  if (at < 0) throw new EditRefused('no-such-value', `There is no step ${name}.`);
  return at;
}

function property(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'map' ? entryOf(node, key)?.value : undefined;
}

function scalarText(node: Node | undefined): string {
  return node?.kind === 'scalar' ? node.text : '';
}
