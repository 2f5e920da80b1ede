import type { Diagnostic, PathSegment, PlainData } from '../../text/diagnostic.ts';
import type { Range } from '../../text/range.ts';
import {
  type MapNode,
  type Node,
  type ParsedDocument,
  parseDocument,
  placeOf,
} from '../../yaml/index.ts';
import { quote } from '../text.ts';

/** A file of a bundle while it is read: what is wrong with it is collected, and reading goes on. */
export class BundleReader {
  readonly document: ParsedDocument;
  readonly diagnostics: Diagnostic[];

  constructor(text: string, format: 'yaml' | 'json') {
    this.document = parseDocument(text, { format });
    // An empty file gives no values and names no paths; only a template needs something in it.
    this.diagnostics = this.document.diagnostics.filter(({ code }) => code !== 'document-empty');
  }

  add(
    severity: Diagnostic['severity'],
    code: string,
    message: string,
    range: Range,
    path: readonly PathSegment[],
    data?: Record<string, PlainData>,
  ): void {
    this.diagnostics.push({
      severity,
      code,
      message,
      range,
      path,
      ...(data === undefined ? {} : { data }),
    });
  }

  /** A mapping with these properties at most. */
  mapping(
    node: Node,
    known: readonly string[],
    what: string,
    path: readonly PathSegment[],
  ): MapNode | undefined {
    if (node.kind !== 'map') {
      this.add('error', 'wrong-type', `${what} must be a mapping.`, placeOf(node), path);
      return undefined;
    }
    for (const { key } of node.entries)
      if (!known.includes(key.text))
        this.add(
          'warning',
          'unknown-property',
          `${what} has no property ${quote(key.text)}: expected ${known.join(', ')}.`,
          key.range,
          [...path, key.text],
        );
    return node;
  }

  /** A list; nothing there counts as an empty one. */
  list(node: Node, what: string, path: readonly PathSegment[]): readonly Node[] {
    if (node.kind === 'seq') return node.items;
    if (node.kind !== 'scalar' || node.type !== 'null')
      this.add('error', 'wrong-type', `${what} must be a list.`, placeOf(node), path);
    return [];
  }
}
