import { entryOf, type Node, placeOf } from '../../yaml/index.ts';
import { type Place, within } from '../collector.ts';
import type { JobParameterType } from '../parameter-types.ts';
import { coerceInput, type ValueIssue } from '../parameters/coerce.ts';
import { checkConstraints, checkSatisfiable } from '../parameters/constraints.ts';
import { nodeToInput } from '../parameters/input.ts';
import { itemType } from '../parameters/types.ts';
import type { Constraints, JobParameterDefinition, Template } from '../template/types.ts';
import { rangeOfKey, type ValidationContext } from './context.ts';

/** §2: constraints that can be satisfied, and a default and allowed values that satisfy them. */
export function validateParameters(template: Template, context: ValidationContext): void {
  for (const definition of template.parameterDefinitions) {
    validateConstraints(definition, context);
    validateDefault(definition, context);
    validateAllowed(
      definition,
      definition.type,
      definition.constraints,
      definition.node,
      definition.place,
      context,
    );
  }
}

function validateConstraints(
  { node, place, constraints, type }: JobParameterDefinition,
  { collector }: ValidationContext,
): void {
  for (const { code, message, property = '' } of checkSatisfiable(constraints)) {
    // An empty list of allowed values has been reported by its structure.
    if (property === 'allowedValues') continue;
    const [owner, at] = ownerOf(node, place, property);
    collector.error(code, message, rangeOfKey(owner, property), within(at, property));
  }
  if ((type === 'STRING' || type === 'PATH') && constraints.maxLength === 0) {
    const message = '"maxLength" must be at least 1: with 0 only the empty text would be allowed.';
    collector.error(
      'out-of-range',
      message,
      rangeOfKey(node, 'maxLength'),
      within(place, 'maxLength'),
    );
  }
}

/** The mapping that holds a constraint: the definition or one of its `item`s. */
function ownerOf(
  node: JobParameterDefinition['node'],
  place: Place | undefined,
  key: string,
): [JobParameterDefinition['node'], Place | undefined] {
  let [owner, at] = [node, place];
  while (entryOf(owner, key) === undefined) {
    const item = entryOf(owner, 'item')?.value;
    if (item?.kind !== 'map') return [node, place];
    [owner, at] = [item, within(at, 'item')];
  }
  return [owner, at];
}

function validateDefault(
  { type, default: located, constraints }: JobParameterDefinition,
  context: ValidationContext,
): void {
  if (located === undefined) return;
  const input = nodeToInput(located.node);
  const coerced = input === undefined ? undefined : coerceInput(type, input);
  // What has the wrong type has been reported by the structural check.
  if (coerced === undefined || 'issue' in coerced) return;
  for (const issue of checkConstraints(type, constraints, coerced.value, coerced.text)) {
    report(issue, 'The default', located.node, located.place, context);
  }
}

function validateAllowed(
  definition: JobParameterDefinition,
  type: JobParameterType,
  constraints: Constraints,
  node: JobParameterDefinition['node'],
  place: Place | undefined,
  context: ValidationContext,
): void {
  const list = entryOf(node, 'allowedValues')?.value;
  const { allowedValues: _, item, ...rest } = constraints;
  if (list?.kind === 'seq') {
    for (const [index, element] of list.items.entries()) {
      const input = nodeToInput(element);
      const coerced = input === undefined ? undefined : coerceInput(type, input);
      if (coerced === undefined || 'issue' in coerced) continue;
      const at = within(within(place, 'allowedValues'), index);
      for (const issue of checkConstraints(type, rest, coerced.value)) {
        report(issue, 'An allowed value', element, at, context);
      }
    }
  }
  const inner = entryOf(node, 'item')?.value;
  const of = itemType(type);
  if (item === undefined || of === undefined || inner?.kind !== 'map') return;
  validateAllowed(definition, of, item, inner, within(place, 'item'), context);
}

/** A violation, at the item of a list that is to blame. */
function report(
  issue: ValueIssue,
  subject: string,
  node: Node,
  place: Place | undefined,
  { collector }: ValidationContext,
): void {
  let [at, where] = [node, place];
  for (const index of issue.path ?? []) {
    const next = at.kind === 'seq' ? at.items[index] : undefined;
    if (next === undefined) break;
    [at, where] = [next, within(where, index)];
  }
  const message = issue.message.replace(/^(Item \d+: )+/, '');
  collector.error(issue.code, `${subject}: ${message}`, placeOf(at), where);
}
