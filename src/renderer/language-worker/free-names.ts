import type { LanguageDocument } from '../../shared/language/index.ts';
import { STANDARD_AMOUNTS, STANDARD_ATTRIBUTES } from '../../shared/model/capabilities.ts';
import type { PathSegment } from '../../shared/text/diagnostic.ts';
import { freeName } from '../../shared/text/free-name.ts';
import type { Node } from '../../shared/yaml/index.ts';
import { nodeAt } from './node-at.ts';
import { nameOf } from './pasted-text.ts';

type Path = readonly PathSegment[];

/** The names that what is added to a list cannot have. */
export function takenNames({ root }: LanguageDocument, path: Path): string[] {
  const own = namesIn(nodeAt(root, path));
  // §3: the environments of a step differ from those of the job as well.
  if (path.at(-1) === 'stepEnvironments')
    return [...own, ...namesIn(nodeAt(root, ['jobEnvironments']))];
  if (path.length !== 1 || path[0] !== 'jobEnvironments') return own;
  const steps = nodeAt(root, ['steps']);
  const all = steps?.kind === 'seq' ? steps.items : [];
  return [...own, ...all.flatMap((step) => namesIn(nodeAt(step, ['stepEnvironments'])))];
}

/** The name of a copy: the same where it is free, else counted on. */
export function nameOfCopy(name: string, taken: readonly string[]): string {
  const standard = standardNames(name);
  if (standard) {
    // §3.3.1.1: a name of the specification cannot be counted on; the next that is not asked for yet can be meant.
    const used = new Set(taken.map((one) => one.toLowerCase()));
    if (!used.has(name.toLowerCase())) return name;
    return standard.find((one) => !used.has(one)) ?? name;
  }
  const words = name.replace(/\d+$/, '');
  // A name of several words goes on with one: `Measure tiles 2`.
  const stem = /\s\S*\S$/.test(words) && words === name ? `${words} ` : words;
  return freeName(
    name,
    (one) => taken.includes(one),
    (number) => `${stem}${number}`,
  );
}

function standardNames(name: string): readonly string[] | undefined {
  const attributes = Object.keys(STANDARD_ATTRIBUTES);
  return [STANDARD_AMOUNTS, attributes].find((names) => names.includes(name.toLowerCase()));
}

function namesIn(list: Node | undefined): string[] {
  return list?.kind === 'seq' ? list.items.flatMap((item) => nameOf(item) ?? []) : [];
}
