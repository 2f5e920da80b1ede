import { freeName } from '../../text/free-name.ts';
import type { Range } from '../../text/range.ts';
import { insertItem } from '../../yaml/edit/index.ts';
import { decodedOffset } from '../../yaml/index.ts';
import type { LanguageDocument } from '../document.ts';
import { nodeAt, scalarAt } from '../node-at.ts';
import { setTextAt } from '../rename/scalar-edit.ts';
import { formatStage, schemaAt } from '../schema-at.ts';
import { type Fix, fixOf, setInOrder } from './fix.ts';

/** Makes a literal text, or the selected part of one, the default of a new parameter. */
export function extractParameter(document: LanguageDocument, range: Range): Fix[] {
  const hit = scalarAt(document.root, range.start);
  if (hit === undefined || hit.role !== 'value' || hit.scalar.alias !== undefined) return [];
  const { scalar, path } = hit;
  const schema = schemaAt(document, path);
  if (schema === undefined || path.at(-2) === 'let') return [];
  if (formatStage(schema.value, document.extensions) === undefined) return [];
  const isSelected = range.end > range.start;
  const start = isSelected ? decodedOffset(scalar, range.start) : 0;
  const end = isSelected ? decodedOffset(scalar, range.end) : scalar.text.length;
  const text = scalar.text.slice(start, end);
  if (text === '' || text.includes('{{') || text.includes('}}') || text.includes('\n')) return [];
  if (!isSelected && path.at(-1) === 'data') return [];
  const name = nameFor(document, path, text);
  const make = () => {
    const changed = setTextAt(document, scalar, [{ start, end, text: `{{Param.${name}}}` }]);
    if (typeof changed === 'string') return [];
    const parameter = { name, type: 'STRING', default: text };
    const list = nodeAt(document.root, ['parameterDefinitions']);
    const added =
      list?.kind === 'seq'
        ? insertItem(document, ['parameterDefinitions'], list.items.length, parameter)
        : setInOrder(document, ['parameterDefinitions'], [parameter]);
    return [...added, ...changed];
  };
  return fixOf(`Extract into the parameter ${name}`, make, { kind: 'refactor' });
}

/** A name from the option before an argument, from the property or from the text itself. */
function nameFor(
  document: LanguageDocument,
  path: readonly (string | number)[],
  text: string,
): string {
  const list = nodeAt(document.root, path.slice(0, -1));
  const index = path.at(-1);
  const before =
    list?.kind === 'seq' && typeof index === 'number' ? list.items[index - 1] : undefined;
  const option =
    before?.kind === 'scalar' ? /^--?([A-Za-z][\w-]*)$/.exec(before.text)?.[1] : undefined;
  const source = option ?? (typeof index === 'string' ? index : text);
  const words = source.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const camel = words
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
    .slice(0, 40);
  const base = /^[A-Za-z_]/.test(camel) ? camel : `Value${camel}`;
  const taken = new Set(document.definitions.map(({ name }) => name));
  return freeName(base, (name) => taken.has(name));
}
