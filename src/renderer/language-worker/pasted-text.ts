import type { LanguageDocument } from '../../shared/language/index.ts';
import { objectOf, schemaAt } from '../../shared/language/schema-at.ts';
import type { PathSegment } from '../../shared/text/diagnostic.ts';
import { type EditDocument, EditRefused } from '../../shared/yaml/edit/index.ts';
import { entryOf, type Node, parseDocument } from '../../shared/yaml/index.ts';

type Path = readonly PathSegment[];

/** What was copied as a list: in block style where it can be written so, and as it is where it cannot. */
export function readItems(text: string, path: Path, noun: string): EditDocument {
  if (text.trim() === '') throw refused('The clipboard holds no text.');
  const whole = readAtEdge(text);
  const { root, text: read } = withoutKey(whole, path.at(-1));
  if (root?.kind === 'seq') return { text: read, root };
  if (root?.kind !== 'map')
    throw refused(`The clipboard holds a text, and no ${bare(noun)}: ${start(text)}`);
  return asDocument(isJson(read) ? `[${read}]` : asBlockItem(read));
}

/** The list that takes them has items of a kind, and what was copied elsewhere may be something else. */
export function checkItems(list: EditDocument, document: LanguageDocument, path: Path): void {
  const place = schemaAt(document, [...path, 0]);
  const items = list.root?.kind === 'seq' ? list.root.items : [];
  if (items.length === 0) throw refused('The list on the clipboard is empty.');
  for (const [at, item] of items.entries()) {
    const object = place && objectOf(place.value, item);
    if (!object) continue;
    const kind = bare(object.noun);
    const which = items.length === 1 ? 'What' : `Item ${at + 1} of what`;
    if (item.kind !== 'map') throw refused(`${which} is on the clipboard is no ${kind}.`);
    const unknown = item.entries
      .map(({ key }) => key.text)
      .filter((key) => !Object.hasOwn(object.properties, key));
    if (unknown.length > 0)
      throw refused(
        `${which} is on the clipboard is no ${kind}: that has no ${unknown.join(', ')}.`,
      );
    const lacking = Object.keys(object.properties).filter(
      (key) => object.properties[key]?.required && entryOf(item, key) === undefined,
    );
    if (lacking.length > 0)
      throw refused(`${which} is on the clipboard is no ${kind}: it lacks ${lacking.join(', ')}.`);
  }
}

/** The noun for an item of a list: `a step`. */
export function nounAt(document: LanguageDocument, path: Path): string {
  const place = schemaAt(document, [...path, 0]);
  return (place && objectOf(place.value, undefined)?.noun) ?? 'an item';
}

/** A mapping in block style as the only item of a list, behind its comments. */
export function asBlockItem(text: string): string {
  const [first = '', ...rest] = text.replace(/\s+$/, '').split(/\r\n|\n|\r/);
  const comments: string[] = [];
  let head = first;
  while (/^#/.test(head)) {
    comments.push(head);
    head = rest.shift() ?? '';
  }
  const item = [`- ${head}`, ...rest.map((line) => (line === '' ? '' : `  ${line}`))];
  return `${[...comments, ...item].join('\n')}\n`;
}

export function isJson(text: string): boolean {
  return parseDocument(text, { format: 'json' }).diagnostics.length === 0;
}

/** A text that was marked from the middle of its first line lacks the blanks before it: the other lines tell how many. */
function readAtEdge(text: string): EditDocument {
  const others = text.split(/\r\n|\n|\r/).slice(1);
  const columns = others.flatMap((line) => (line.trim() === '' ? [] : [line.search(/\S/)]));
  const least = columns.length > 0 ? Math.min(...columns) : 0;
  for (const blanks of new Set([0, least, Math.max(0, least - 2)])) {
    const tried = ' '.repeat(blanks) + text;
    if (!broken(tried)) return asDocument(tried);
  }
  throw refused(
    `The clipboard holds neither YAML nor JSON: ${parseDocument(text).diagnostics[0]?.message ?? ''}`,
  );
}

/** A whole property, `steps: …`, is what stands in it. */
function withoutKey(document: EditDocument, key: PathSegment | undefined): EditDocument {
  const { root, text } = document;
  const [only, ...others] = root?.kind === 'map' ? root.entries : [];
  if (!only || others.length > 0 || only.key.text !== key) return document;
  const { value } = only;
  if (value?.kind !== 'seq') return document;
  if (value.flow) return asDocument(text.slice(value.range.start, value.range.end));
  return asDocument(text.slice(text.indexOf('\n', only.key.range.end) + 1));
}

function asDocument(text: string): EditDocument {
  return { text, root: parseDocument(text).root };
}

const broken = (text: string): boolean =>
  parseDocument(text).diagnostics.some(({ severity }) => severity === 'error');

const bare = (noun: string): string => noun.replace(/^an? /, '');

function start(text: string): string {
  const line = text.trim().split(/\r\n|\n|\r/, 1)[0] ?? '';
  return `“${line.length > 40 ? `${line.slice(0, 40)}…` : line}”.`;
}

function refused(message: string): EditRefused {
  return new EditRefused('broken-text', message);
}

/** What names an item, for names that must be free. */
export function nameOf(node: Node): string | undefined {
  const name = node.kind === 'map' ? entryOf(node, 'name')?.value : undefined;
  return name?.kind === 'scalar' ? name.text : undefined;
}
