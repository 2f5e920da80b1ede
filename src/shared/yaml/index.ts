/** Documents as positioned nodes. The only place that knows the `yaml` package. */
export { DOCUMENT_LIMITS } from './limits.ts';
export {
  entryOf,
  type MapEntry,
  type MapNode,
  type Node,
  placeOf,
  type ScalarNode,
  type ScalarStyle,
  type ScalarType,
  type SeqNode,
} from './nodes.ts';
export { type ParsedDocument, type ParseOptions, parseDocument } from './parse.ts';
export { type PlainValue, toPlain } from './plain.ts';
export { printYaml } from './print.ts';
export { decodedOffset, sourceRange } from './scalar-map.ts';
