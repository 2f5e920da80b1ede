import { type Node, placeOf } from '../../yaml/index.ts';
import { type Place, within } from '../collector.ts';
import { quote } from '../text.ts';
import type { StructureContext } from './structure.ts';
import { checkLength, checkText, wrongType } from './values.ts';

const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** `<EnvironmentVariables>` (§4.4): any number of names, but not none. */
export function checkVariables(
  context: StructureContext,
  node: Node,
  place: Place | undefined,
  label: string,
): void {
  if (node.kind !== 'map') {
    wrongType(context, node, 'a mapping of names to values', place, label);
    return;
  }
  if (node.entries.length === 0) {
    const message = `${label} must hold at least one variable. Add one or remove the property.`;
    context.collector.error('empty-list', message, placeOf(node), place);
  }
  for (const { key, value } of node.entries) {
    const at = within(place, key.text);
    if (!VARIABLE_NAME.test(key.text)) {
      context.collector.error(
        'invalid-variable-name',
        `${quote(key.text)} cannot be the name of an environment variable: only letters A-Z, digits and "_", not starting with a digit.`,
        key.range,
        at,
      );
    }
    checkLength(context, key, 'variableName', at, 'The name of an environment variable');
    checkText(
      context,
      value,
      { kind: 'text', max: 'variableValue', format: 'host' },
      at,
      quote(key.text),
    );
  }
}
