import { type JsonValue, jsonValue, type ParameterValues } from '../../shared/protocol/index.ts';
import { parseDocument, toPlain } from '../../shared/yaml/index.ts';

/**
 * The values that travel with a bundle, from the text of its `parameter_values` file:
 * `parameterValues: [{name, value}, …]`. Values of the farm's own (`deadline:…`) are kept apart from job
 * parameters by their colon and left out here. A damaged file gives none; its own tab shows what is wrong.
 */
export function parseBundledValues(text: string): ParameterValues {
  const { root } = parseDocument(text);
  if (!root) return {};
  const plain = plainJson(toPlain(root));
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) return {};
  const list = plain.parameterValues;
  if (!Array.isArray(list)) return {};
  const values: ParameterValues = {};
  for (const entry of list) {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) continue;
    const { name, value } = entry as { name?: JsonValue; value?: JsonValue };
    if (typeof name === 'string' && value !== undefined && !name.includes(':'))
      values[name] = value;
  }
  return values;
}

/** Integers become numbers where these are exact, else their decimal text. */
function plainJson(value: unknown): JsonValue {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (Array.isArray(value)) return value.map(plainJson);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainJson(item)]));
  const parsed = jsonValue.safeParse(value);
  return parsed.success ? parsed.data : null;
}
