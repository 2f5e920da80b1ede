import type { Range } from '../../text/range.ts';
import { type ScalarNode, sourceRange } from '../../yaml/index.ts';
import { pathOf } from '../collector.ts';
import type { FormatValue, Located } from '../template/types.ts';
import type { Origin, TemplateString } from './types.ts';

/** The scalars behind origins, to place an error inside of one. Origins themselves are plain data. */
const scalars = new WeakMap<Origin, ScalarNode>();

export function originOf(document: number, { node, place }: Located): Origin {
  const origin: Origin = { document, path: pathOf(place), range: node.range };
  if (node.kind === 'scalar') scalars.set(origin, node);
  return origin;
}

export function templateString(document: number, value: FormatValue): TemplateString {
  return { format: value.format, origin: originOf(document, value) };
}

/** The place in the source of a stretch of the decoded text; the whole value when it is not known. */
export function rangeIn(origin: Origin, start: number, end: number): Range {
  const scalar = scalars.get(origin);
  return scalar === undefined || start < 0 ? origin.range : sourceRange(scalar, start, end);
}
