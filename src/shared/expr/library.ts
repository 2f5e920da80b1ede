import { arithmetic } from './functions/arithmetic.ts';
import { comparison } from './functions/comparison.ts';
import { conversions } from './functions/conversion.ts';
import type { FunctionDefinition } from './functions/definition.ts';
import { hosts } from './functions/hosts.ts';
import { listOperators } from './functions/list-operators.ts';
import { lists } from './functions/lists.ts';
import { math } from './functions/math.ts';
import { paths } from './functions/paths.ts';
import { regex } from './functions/regex.ts';
import { reprs } from './functions/repr.ts';
import { strings } from './functions/strings.ts';
import { subscripts } from './functions/subscript.ts';
import { textOperators } from './functions/text-operators.ts';

/** Every family of functions, in the order of the specification (§2). */
export const FAMILIES: readonly FunctionDefinition[] = [
  ...arithmetic,
  ...textOperators,
  ...listOperators,
  ...comparison,
  ...subscripts,
  ...conversions,
  ...math,
  ...lists,
  ...strings,
  ...regex,
  ...reprs,
  ...paths,
  ...hosts,
];

/** The functions by name; what several families define (`+`) is one function with all their overloads. */
export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = mergeByName(FAMILIES);

function mergeByName(definitions: readonly FunctionDefinition[]): Map<string, FunctionDefinition> {
  const merged = new Map<string, FunctionDefinition>();
  for (const definition of definitions) {
    const known = merged.get(definition.name);
    const overloads = [...(known?.overloads ?? []), ...definition.overloads];
    merged.set(definition.name, { ...(known ?? definition), overloads });
  }
  return merged;
}

/** The names that can be called, which are not those of operators and properties (§1.3.3). */
export function callableNames(): readonly string[] {
  return [...FUNCTIONS.keys()].filter((name) => !name.startsWith('__'));
}

/** The names of properties. */
export function propertyNames(): readonly string[] {
  return [...FUNCTIONS.keys()].flatMap((name) => PROPERTY.exec(name)?.[1] ?? []);
}

const PROPERTY = /^__property_(.+)__$/;

export function propertyFunction(name: string): FunctionDefinition | undefined {
  return FUNCTIONS.get(`__property_${name}__`);
}

/** A function that a template may call by that name. */
export function callableFunction(name: string): FunctionDefinition | undefined {
  return name.startsWith('__') ? undefined : FUNCTIONS.get(name);
}
