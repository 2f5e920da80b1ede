import type { Range } from '../../text/range.ts';
import { setValue } from '../../yaml/edit/index.ts';
import type { LanguageDocument } from '../document.ts';
import { scalarAt } from '../node-at.ts';
import { schemaAt } from '../schema-at.ts';
import { type Fix, fixOf } from './fix.ts';

/** The other controls that a parameter of this type can have. */
export function convertControl(document: LanguageDocument, range: Range): Fix[] {
  const hit = scalarAt(document.root, range.start);
  if (hit?.path.at(-1) !== 'control') return [];
  const value = schemaAt(document, hit.path)?.value;
  if (value?.kind !== 'enum') return [];
  const node = hit.role === 'value' ? hit.scalar.text : undefined;
  const diagnostic = document.diagnostics.find(
    ({ code, range: place }) =>
      code === 'unsuitable-control' && place.start <= range.end && range.start <= place.end,
  );
  return value.values
    .filter((control) => control !== node)
    .flatMap((control) =>
      fixOf(`Use ${control}`, () => setValue(document, hit.path, control), {
        kind: diagnostic === undefined ? 'refactor' : 'quickfix',
        ...(diagnostic === undefined ? {} : { diagnosticCode: diagnostic.code }),
      }),
    );
}
