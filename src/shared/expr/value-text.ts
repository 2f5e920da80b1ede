import { floatToText } from './float-text.ts';
import { floatToJson } from './json-text.ts';
import type { Value } from './values.ts';

/**
 * How a value is written in the text around it (§1.3.2): `string()` of it, but null is the empty string.
 */
export function valueToText(value: Value): string {
  return value.kind === 'null' ? '' : valueToString(value);
}

/** `string(value)` (§2.2.1): lists as JSON, a float in the form it was written in. */
export function valueToString(value: Value): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'float':
      return value.text ?? floatToText(value.value);
    case 'list':
      return `[${value.items.map(itemToJson).join(', ')}]`;
    default:
      return String(value.value);
  }
}

function itemToJson(item: Value): string {
  switch (item.kind) {
    case 'string':
    case 'path':
      return JSON.stringify(item.value);
    case 'range_expr':
      return JSON.stringify(String(item.value));
    case 'float':
      return floatToJson(item.value, item.text);
    default:
      return valueToString(item);
  }
}
