import { functionLibrary, type NamePart } from '../expr/index.ts';
import type { Range } from '../text/range.ts';
import type { LanguageContext } from './complete/completion.ts';
import { describeProperty } from './describe.ts';
import type { LanguageDocument } from './document.ts';
import { type Location, locate } from './locate.ts';
import { nodeAt } from './node-at.ts';
import { objectOf } from './schema-at.ts';
import { scopeAt } from './scope-at.ts';
import { describeFunction, describeSymbol } from './symbols/describe-symbol.ts';
import { symbolAt } from './symbols/table.ts';

export interface Hover {
  readonly range: Range;
  readonly markdown: string;
}

/** What to tell about the key, name or function at an offset. */
export function hover(
  document: LanguageDocument,
  offset: number,
  context: LanguageContext = {},
): Hover | undefined {
  const location = locate(document, offset);
  if (location.expression !== undefined) return inExpression(document, location, context);
  if (location.scalar === undefined) return undefined;
  if (location.role === 'key') return onKey(location);
  return onName(document, offset) ?? onValue(location);
}

function onKey({ document, scalar, schema, mapping, path }: Location): Hover | undefined {
  if (scalar === undefined || schema === undefined) return undefined;
  const owner = objectOf(schema.value, mapping ?? nodeAt(document.root, path));
  const property = owner?.properties[scalar.text];
  if (property === undefined) return undefined;
  return { range: scalar.range, markdown: describeProperty(scalar.text, property) };
}

/** The value of an enum, a type or a version: what the property is about. */
function onValue({ scalar, schema }: Location): Hover | undefined {
  if (scalar === undefined || schema?.property === undefined || schema.key === undefined)
    return undefined;
  const isChoice = ['enum', 'literal', 'parameterType', 'taskParameterType'].includes(
    schema.value.kind,
  );
  if (!isChoice) return undefined;
  return { range: scalar.range, markdown: describeProperty(schema.key, schema.property) };
}

/** The name of a step, parameter or file where it stands by itself. */
function onName(document: LanguageDocument, offset: number): Hover | undefined {
  const found = symbolAt(document, offset);
  if (found === undefined) return undefined;
  const { symbol, occurrence } = found;
  const uses = symbol.occurrences.filter(({ role }) => role === 'reference').length;
  const nouns = {
    parameter: 'job parameter',
    taskParameter: 'task parameter',
    step: 'step',
    environment: 'environment',
    file: 'embedded file',
    let: 'binding',
  } as const;
  const times = uses === 1 ? 'Used once' : `Used ${uses} times`;
  const used =
    symbol.kind === 'environment' ? '' : `\n\n${uses === 0 ? 'Used nowhere' : times} in this file.`;
  return { range: occurrence.range, markdown: `**${symbol.name}**: ${nouns[symbol.kind]}${used}` };
}

function inExpression(
  document: LanguageDocument,
  location: Location,
  context: LanguageContext,
): Hover | undefined {
  const cursor = location.expression;
  if (cursor === undefined) return undefined;
  const parts = dottedName(cursor.source, cursor.start, cursor.end, cursor.offset);
  const last = parts.findIndex(({ start, end }) => start <= cursor.offset && cursor.offset <= end);
  const part = parts[last];
  if (part === undefined) return undefined;
  const info = scopeAt(location.document, location.path);
  // The longest name that is known wins; what follows it are properties and methods.
  for (let count = parts.length; count > last; count--) {
    const name = parts
      .slice(0, count)
      .map(({ text }) => text)
      .join('.');
    if (!info.scope.has(name)) continue;
    const range = cursor.place(parts[0]?.start ?? 0, parts[count - 1]?.end ?? 0);
    return { range, markdown: describeSymbol(document, info, name, context) };
  }
  const isCall = /^\s*\(/.test(cursor.source.slice(part.end, cursor.end));
  const entry = functionLibrary.find(
    ({ name, kind }) =>
      name === part.text &&
      (isCall ? kind !== 'property' : kind === 'property') &&
      kind !== 'operator',
  );
  if (entry === undefined) return undefined;
  return { range: cursor.place(part.start, part.end), markdown: describeFunction(entry) };
}

/** The parts of the dotted name around an offset. */
function dottedName(source: string, start: number, end: number, offset: number): NamePart[] {
  const text = source.slice(start, end);
  const at = offset - start;
  for (const match of text.matchAll(/[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/g)) {
    if (match.index > at || match.index + match[0].length < at) continue;
    let from = start + match.index;
    return match[0].split('.').map((part) => {
      const found = { text: part, start: from, end: from + part.length };
      from += part.length + 1;
      return found;
    });
  }
  // Behind a bracket: a member of something that is no plain name.
  return [];
}
