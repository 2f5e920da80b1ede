import {
  type Expression,
  findReferences,
  type PathMappingRule,
  RangeExpr,
  Scope,
  valueToText,
} from '../../expr/index.ts';
import type { Job, Step } from './types.ts';

/** What the actions of a step's tasks are made from: the same content and values, the same work. */
export interface StepContent {
  /** Everything that the step's script and the environments around it are written as. */
  readonly text: string;
  /** What the step's `let` bindings came to, by whatever parameters. */
  readonly bound: string;
  /** The job's parameters that stand in it. */
  readonly names: readonly string[];
}

export function contentOf(job: Job, step: Step): StepContent {
  const names = new Set<string>();
  const environments = [...job.externalEnvironments, ...job.environments, ...step.environments];
  const text = writtenText([step.script, environments], (name) => names.add(name));
  return { text, bound: writtenText(step.bindings), names: [...names] };
}

interface ContentSide {
  readonly job: Job;
  readonly rules: readonly PathMappingRule[];
  readonly content: StepContent;
}

/** Names that no parameter can have. */
const TEMPLATE = '(template)';
const RULES = '(rules)';

/** What makes that a task would do something else than it did: parameters by name, `(template)`, `(rules)`. */
export function contentDifferences(then: ContentSide, now: ContentSide): string[] {
  const differs: string[] = [];
  if (then.content.text !== now.content.text) differs.push(TEMPLATE);
  const names = new Set([...then.content.names, ...now.content.names]);
  if (then.content.bound !== now.content.bound)
    for (const name of now.job.parameters.keys()) names.add(name);
  for (const name of names) {
    const value = ({ job }: ContentSide) => {
      const found = job.parameters.get(name)?.value;
      return found === undefined ? undefined : valueToText(found);
    };
    if (value(then) !== value(now)) differs.push(name);
  }
  if (JSON.stringify(then.rules) !== JSON.stringify(now.rules)) differs.push(RULES);
  return differs;
}

/** The job's parameters that format strings and expressions anywhere in a structure use. */
export function parametersIn(value: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  writtenText(value, (name) => names.add(name));
  return names;
}

const PLACES = /^(?:origin|path|description|start|end|issues|\w*[nN]ode)$/;
const PARAMETER = /^(?:Raw)?Param\.(\w+)$/;

/** A structure as text without its places in the document; tells the parameters that are used in it. */
export function writtenText(value: unknown, uses?: (name: string) => void): string {
  const parts: string[] = [];
  visit(value);
  return parts.join('\n');

  function collect(expression: Expression): void {
    const scope = { has: (name: string) => PARAMETER.test(name) };
    for (const { name } of findReferences(expression, scope).found) {
      const parameter = PARAMETER.exec(name)?.[1];
      if (parameter !== undefined) uses?.(parameter);
    }
  }

  function visit(one: unknown): void {
    if (one === null || typeof one !== 'object') {
      parts.push(`${typeof one} ${String(one)}`);
      return;
    }
    if (isFormat(one)) {
      parts.push(`format ${one.source}`);
      for (const { expression } of one.segments) if (expression) collect(expression);
      return;
    }
    if (one instanceof Map) {
      for (const [key, item] of one) {
        parts.push(`key ${String(key)}`);
        visit(item);
      }
      return;
    }
    if (one instanceof Scope) {
      // What a `let` made; the symbols around it are known by the parameters that they stand for.
      for (const name of one.names()) {
        if (/^[A-Z]/.test(name)) continue;
        parts.push(`let ${name}`);
        visit(one.get(name));
      }
      return;
    }
    if (Symbol.iterator in one) {
      parts.push('[');
      // Where a range begins and ends is no place in the document.
      if (one instanceof RangeExpr)
        for (const { start, end, step } of one.ranges) parts.push(`${start}-${end}:${step}`);
      else for (const item of one as Iterable<unknown>) visit(item);
      parts.push(']');
      return;
    }
    if ('expression' in one && one.expression) collect(one.expression as Expression);
    for (const [key, item] of Object.entries(one)) {
      if (PLACES.test(key)) continue;
      parts.push(`key ${key}`);
      visit(item);
    }
  }
}

function isFormat(value: object): value is {
  source: string;
  segments: readonly { expression?: Expression }[];
} {
  return 'source' in value && 'segments' in value && Array.isArray(value.segments);
}
