import { SCHEMA, type ValueSchema } from '../../model/index.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { type PlainInput, removeAt } from '../../yaml/edit/index.ts';
import { quoted } from '../../yaml/edit/scalar-text.ts';
import type { LanguageDocument } from '../document.ts';
import { nodeAt } from '../node-at.ts';
import { objectOf, schemaAt } from '../schema-at.ts';
import { type Fix, fixOf, setInOrder } from './fix.ts';

/** What mends a finding. */
export function quickFixes(document: LanguageDocument, diagnostic: Diagnostic): Fix[] {
  const { code, data } = diagnostic;
  const fixes: Fix[] = [];
  if (typeof data?.extension === 'string') fixes.push(...declare(document, data.extension, code));
  if (typeof data?.suggestion === 'string')
    fixes.push(suggest(document, diagnostic, data.suggestion));
  if (code === 'missing-property' && typeof data?.property === 'string') {
    fixes.push(...addMissing(document, diagnostic, data.property));
  }
  if (code === 'wrong-type') fixes.push(...quoteValue(document, diagnostic));
  if (code === 'unused-parameter') {
    const title = `Remove the parameter ${String(data?.name)}`;
    fixes.push(
      ...fixOf(title, () => removeAt(document, whole(document, diagnostic.path)), mends(code)),
    );
  }
  if (
    code === 'unused-extension' ||
    code === 'duplicate-extension' ||
    code === 'duplicate-dependency'
  ) {
    fixes.push(
      ...fixOf(
        'Remove it',
        () => removeAt(document, whole(document, diagnostic.path)),
        mends(code, true),
      ),
    );
  }
  if (code === 'unknown-property' && data?.suggestion === undefined) {
    const title = `Remove "${String(data?.property)}"`;
    fixes.push(...fixOf(title, () => removeAt(document, diagnostic.path), mends(code)));
  }
  return fixes;
}

/** The only item of a list goes with its list: an empty one is no template any more. */
function whole(document: LanguageDocument, path: Diagnostic['path']): Diagnostic['path'] {
  const list = nodeAt(document.root, path.slice(0, -1));
  return list?.kind === 'seq' && list.items.length === 1 ? path.slice(0, -1) : path;
}

function mends(diagnosticCode: string, preferred = false): Omit<Fix, 'title' | 'edits'> {
  return { kind: 'quickfix', diagnosticCode, ...(preferred ? { preferred } : {}) };
}

function declare(document: LanguageDocument, extension: string, code: string): Fix[] {
  const list = nodeAt(document.root, ['extensions']);
  const at = list?.kind === 'seq' ? list.items.length : 0;
  const make = () => setInOrder(document, ['extensions', at], extension);
  return fixOf(`Declare the extension ${extension}`, make, mends(code, true));
}

/** Writes the suggestion where the mistake stands, in the quotes that are there. */
function suggest(document: LanguageDocument, diagnostic: Diagnostic, suggestion: string): Fix {
  const { range, code } = diagnostic;
  const quote = document.text[range.start];
  const isQuoted = quote === '"' || quote === "'";
  const text = isQuoted ? quote + suggestion + quote : suggestion;
  return { title: `Change to ${suggestion}`, edits: [{ range, text }], ...mends(code, true) };
}

function addMissing(document: LanguageDocument, diagnostic: Diagnostic, key: string): Fix[] {
  const { path, code } = diagnostic;
  const schema = schemaAt(document, path);
  const owner = schema && objectOf(schema.value, nodeAt(document.root, path));
  const property = owner?.properties[key];
  if (property === undefined) return [];
  const value = emptyValue(property.value, key, 0);
  const make = () => setInOrder(document, [...path, key], value);
  return fixOf(`Add "${key}"`, make, mends(code, true));
}

/** The least that a property can hold, with the required properties of what is inside. */
function emptyValue(value: ValueSchema, key: string, depth: number): PlainInput {
  switch (value.kind) {
    case 'literal':
      return value.value;
    case 'enum':
      return value.values[0] ?? '';
    case 'integer':
    case 'number':
      return 1n;
    case 'boolean':
    case 'bool':
      return false;
    case 'parameterType':
      return 'STRING';
    case 'taskParameterType':
      return 'INT';
    case 'identifier':
      return 'Name';
    case 'range':
    case 'rangeText':
      return '1-10';
    case 'list':
      return [emptyValue(value.item, key, depth + 1)];
    case 'variables':
      return { NAME: 'value' };
    case 'object':
    case 'jobParameter':
    case 'taskParameter': {
      const object = value.kind === 'object' ? SCHEMA[value.object] : objectOf(value, undefined);
      const required = Object.entries(object?.properties ?? {}).filter(
        ([name, each]) =>
          each.required === true || (name === 'script' && object?.noun === 'a step'),
      );
      if (depth > 6) return {};
      return Object.fromEntries(
        required.map(([name, each]) => [name, emptyValue(each.value, name, depth + 1)]),
      );
    }
    default:
      return key === 'name' ? 'Name' : key === 'command' ? 'echo' : 'text';
  }
}

/** `name: 123` where a text is wanted, and `{{…}}` without quotes, which YAML takes for a mapping. */
function quoteValue(document: LanguageDocument, diagnostic: Diagnostic): Fix[] {
  const schema = schemaAt(document, diagnostic.path);
  const node = nodeAt(document.root, diagnostic.path);
  const isText = schema?.value.kind === 'text' || schema?.value.kind === 'identifier';
  if (!isText || node === undefined || node.alias !== undefined) return [];
  const source = document.text.slice(node.range.start, node.range.end);
  const isFormat = node.kind === 'map' && source.startsWith('{{');
  if (!isFormat && (node.kind !== 'scalar' || node.type === 'string' || source === '')) return [];
  const end = isFormat
    ? /^[^\r\n]*/.exec(document.text.slice(node.range.start))?.[0].trimEnd()
    : source;
  const text = end ?? source;
  const range = { start: node.range.start, end: node.range.start + text.length };
  const edit = { range, text: quoted(text, '"') };
  return [{ title: 'Put it in quotes', edits: [edit], ...mends(diagnostic.code, true) }];
}

/** `{{…}}` without quotes and with text behind it breaks the syntax: there is no node to ask. */
export function quoteBraces(document: LanguageDocument, offset: number): Fix[] {
  const { line } = document.lines.positionAt(offset);
  const start = document.lines.lineStart(line);
  const source = document.text.slice(start, document.lines.lineEnd(line)).trimEnd();
  const match = /^(\s*(?:- +)*(?:[\w$]+: +)?)(\{\{.*)$/.exec(source);
  if (match === null || document.format === 'json') return [];
  const [, before = '', text = ''] = match;
  const range = { start: start + before.length, end: start + source.length };
  const edit = { range, text: quoted(text, '"') };
  return [{ title: 'Put it in quotes', kind: 'quickfix', edits: [edit], preferred: true }];
}
