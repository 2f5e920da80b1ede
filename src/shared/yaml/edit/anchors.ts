import type { Range } from '../../text/range.ts';
import { encloses } from '../../text/range.ts';
import type { Node } from '../nodes.ts';
import type { EditDocument } from './document.ts';
import { EditRefused } from './refusal.ts';

/** Refuses to take away text whose anchors an alias elsewhere needs. */
export function keepAnchors(document: EditDocument, removed: Range): void {
  if (!document.text.slice(removed.start, removed.end).includes('&')) return;
  for (const alias of aliasesOf(document.root)) {
    const place = alias.alias;
    if (place === undefined || encloses(removed, place)) continue;
    if (!encloses(removed, alias.range)) continue;
    throw new EditRefused(
      'anchor-in-use',
      'This text has an anchor (&) that an alias (*) elsewhere stands for. Replace the alias first.',
      place,
    );
  }
}

/** Refuses to copy or move anchors: the aliases behind would mean another value. */
export function withoutAnchors(document: EditDocument, copied: Range, what: string): void {
  const text = document.text.slice(copied.start, copied.end);
  const aliases = [...aliasesOf(document.root)];
  const used = aliases.some(({ range }) => encloses(copied, range));
  if (!used && !/(?:^|[\s,[{])&[^\s,[\]{}]/.test(text)) return;
  if (!used && aliases.length === 0) return;
  throw new EditRefused('anchor-in-use', `This text has an anchor (&) and cannot be ${what}.`);
}

function* aliasesOf(node: Node | undefined): Iterable<Node> {
  if (node === undefined) return;
  if (node.alias !== undefined) {
    yield node;
    return;
  }
  if (node.kind === 'seq') for (const item of node.items) yield* aliasesOf(item);
  if (node.kind === 'map') for (const entry of node.entries) yield* aliasesOf(entry.value);
}
