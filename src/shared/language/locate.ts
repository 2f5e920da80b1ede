import type { Range } from '../text/range.ts';
import { type MapNode, type Node, placeOf, type ScalarNode } from '../yaml/index.ts';
import {
  bindingInLine,
  cursorInBinding,
  cursorInFormat,
  cursorInLine,
  type ExpressionCursor,
} from './cursor.ts';
import type { LanguageDocument } from './document.ts';
import { nodeAt, type Path, scalarAt } from './node-at.ts';
import { formatStage, objectOf, type SchemaPlace, schemaAt } from './schema-at.ts';
import { textPlace } from './text-path.ts';

/** What stands at an offset, or could be written there. */
export interface Location {
  readonly offset: number;
  /** For a key the path of its mapping, for a value its own. */
  readonly path: Path;
  readonly role: 'key' | 'value';
  /** What the schema says about the mapping, or about the value. */
  readonly schema: SchemaPlace | undefined;
  /** The mapping that a key stands in, as far as it is written. */
  readonly mapping: MapNode | undefined;
  readonly scalar: ScalarNode | undefined;
  /** What a completion replaces. */
  readonly replace: Range;
  readonly expression: ExpressionCursor | undefined;
  /** In braces or brackets, where no line breaks structure the text. */
  readonly inFlow: boolean;
  /** The document whose nodes were used: without the broken line when that one breaks it. */
  readonly document: LanguageDocument;
}

/** Finds a place in a document, also in lines that are half typed. */
export function locate(document: LanguageDocument, offset: number): Location {
  return { ...find(document, offset), offset };
}

type Place = Omit<Location, 'offset'>;

function find(document: LanguageDocument, offset: number): Place {
  const hit = scalarAt(document.root, offset);
  if (hit !== undefined && isTrusted(document, hit.scalar, hit.role, offset)) {
    const { path, role, scalar, parent } = hit;
    if (role === 'key') return atKey(document, path.slice(0, -1), scalar, parent);
    const schema = schemaAt(document, path);
    const isObject = schema !== undefined && objectOf(schema.value, undefined) !== undefined;
    // The first key of a mapping is a plain text until its colon is typed.
    if (isObject && scalar.style === 'plain') return atKey(document, path, scalar, undefined);
    return atValue(document, path, scalar, offset, schema);
  }
  const flow = flowAt(document.root, offset, []);
  if (flow !== undefined) return inBrackets(document, flow, offset);
  return inLine(document, offset);
}

/**
 * A scalar that swallows lines behind a quote that is not closed is not what people mean, nor is a key that goes
 * on to the next one because its colon is not typed yet.
 */
function isTrusted(
  document: LanguageDocument,
  scalar: ScalarNode,
  role: Place['role'],
  offset: number,
): boolean {
  if (!document.isBroken) return true;
  const { start, end } = scalar.range;
  const isInLine = () => end <= document.lines.lineEnd(document.lines.positionAt(offset).line);
  if (scalar.style === 'plain') return role === 'value' || isInLine();
  if (scalar.style !== 'single' && scalar.style !== 'double') return true;
  const quote = document.text[start];
  if (end - start < 2 || document.text[end - 1] !== quote) return false;
  return isInLine();
}

function atKey(
  document: LanguageDocument,
  path: Path,
  scalar: ScalarNode,
  mapping: MapNode | undefined,
): Place {
  return {
    document,
    path,
    role: 'key',
    schema: schemaAt(document, path),
    mapping,
    scalar,
    replace: placeOf(scalar),
    expression: undefined,
    inFlow: mapping?.flow ?? false,
  };
}

function atValue(
  document: LanguageDocument,
  path: Path,
  scalar: ScalarNode,
  offset: number,
  schema: SchemaPlace | undefined,
): Place {
  return {
    document,
    path,
    role: 'value',
    schema,
    mapping: undefined,
    scalar,
    replace: placeOf(scalar),
    expression: expressionOf(document, path, schema, scalar, offset),
    inFlow: false,
  };
}

function expressionOf(
  document: LanguageDocument,
  path: Path,
  schema: SchemaPlace | undefined,
  scalar: ScalarNode,
  offset: number,
): ExpressionCursor | undefined {
  if (path.at(-2) === 'let') return cursorInBinding(scalar, offset);
  if (schema === undefined || formatStage(schema.value, document.extensions) === undefined)
    return undefined;
  return cursorInFormat(scalar, offset);
}

interface FlowPlace {
  readonly path: Path;
  readonly node: Node & { readonly kind: 'map' | 'seq' };
}

/** The innermost brackets around an offset. */
function flowAt(node: Node | undefined, offset: number, path: Path): FlowPlace | undefined {
  if (node === undefined || node.kind === 'scalar' || node.alias !== undefined) return undefined;
  const children: [string | number, Node][] =
    node.kind === 'map'
      ? node.entries.map(({ key, value }) => [key.text, value])
      : node.items.map((item, index) => [index, item]);
  for (const [segment, child] of children) {
    const { start, end } = placeOf(child);
    if (start > offset || end < offset) continue;
    const inner = flowAt(child, offset, [...path, segment]);
    if (inner !== undefined) return inner;
  }
  const isInside = node.range.start < offset && offset < node.range.end;
  return node.flow && isInside ? { path, node } : undefined;
}

/** Between the values of brackets: what comes before the cursor tells what is expected. */
function inBrackets(document: LanguageDocument, { path, node }: FlowPlace, offset: number): Place {
  const { text } = document;
  const before = text.slice(node.range.start, offset);
  const word = /[^\s,:{}[\]"']*$/.exec(before)?.[0] ?? '';
  const sign = before
    .slice(0, before.length - word.length)
    .trimEnd()
    .at(-1);
  const replace = { start: offset - word.length, end: offset };
  const base = { document, scalar: undefined, replace, expression: undefined, inFlow: true };
  if (node.kind === 'seq') {
    const item = [...path, node.items.filter((each) => placeOf(each).end <= offset).length];
    const schema = schemaAt(document, item);
    return { ...base, path: item, role: 'value', schema, mapping: undefined };
  }
  const key = node.entries.findLast((entry) => entry.key.range.end <= offset)?.key.text;
  if (sign === ':' && key !== undefined) {
    const value = [...path, key];
    return {
      ...base,
      path: value,
      role: 'value',
      schema: schemaAt(document, value),
      mapping: undefined,
    };
  }
  return { ...base, path, role: 'key', schema: schemaAt(document, path), mapping: node };
}

/** A line without a value at the cursor: blank, or so broken that only its indentation counts. */
function inLine(document: LanguageDocument, offset: number): Place {
  const sound = document.isBroken ? document.without(offset) : document;
  const place = textPlace(document, offset);
  const start = document.lines.lineStart(document.lines.positionAt(offset).line);
  const node = nodeAt(sound.root, place.path);
  const schema = schemaAt(sound, place.path);
  const isBinding = place.path.at(-2) === 'let';
  const isText = isBinding || isFormat(sound, schema);
  const expression = isText
    ? (isBinding ? bindingInLine : cursorInLine)(document.text, start, offset)
    : undefined;
  const isObject = schema !== undefined && objectOf(schema.value, undefined) !== undefined;
  return {
    document: sound,
    path: place.path,
    // An item of a list of texts begins like a key.
    role:
      place.role === 'key' && schema !== undefined && !isObject && schema.value.kind !== 'variables'
        ? 'value'
        : place.role,
    schema,
    mapping: node?.kind === 'map' ? node : undefined,
    scalar: undefined,
    replace: { start: place.start, end: offset },
    expression,
    inFlow: false,
  };
}

function isFormat(document: LanguageDocument, schema: SchemaPlace | undefined): boolean {
  return schema !== undefined && formatStage(schema.value, document.extensions) !== undefined;
}
