import type { LanguageDocument } from './document.ts';
import { nodeAt, type Path } from './node-at.ts';
import { objectOf, schemaAt } from './schema-at.ts';

/** The properties of the object at a path in the schema's order, in which edits add them. */
export function propertyOrder(document: LanguageDocument, path: Path): readonly string[] {
  const schema = schemaAt(document, path);
  const object = schema && objectOf(schema.value, nodeAt(document.root, path));
  return object === undefined ? [] : Object.keys(object.properties);
}
