import { pathOf } from '../../model/collector.ts';
import type { EmbeddedFileDefinition, ScriptDefinition } from '../../model/index.ts';
import type { PathSegment } from '../../text/diagnostic.ts';
import { freeName } from '../../text/free-name.ts';
import { type Range, touches } from '../../text/range.ts';
import { applyEdits, insertItem, removeAt, type TextEdit, tryEdit } from '../../yaml/edit/index.ts';
import { narrow } from '../../yaml/edit/text-edit.ts';
import type { ScalarNode } from '../../yaml/index.ts';
import type { LanguageContext } from '../complete/completion.ts';
import { type LanguageDocument, openDocument } from '../document.ts';
import { runnerLanguage, type ScriptLanguage } from '../embedded-scripts.ts';
import { scriptsOf } from '../links.ts';
import { nodeAt } from '../node-at.ts';
import { setTextAt } from '../rename/scalar-edit.ts';
import { symbolsOf } from '../symbols/table.ts';
import { fileReference } from './file-reference.ts';
import { type Fix, fixOf, setInOrder } from './fix.ts';

const FOLDER = 'scripts';
const ENDINGS: Readonly<Record<ScriptLanguage, string>> = {
  python: '.py',
  shell: '.sh',
  javascript: '.js',
  powershell: '.ps1',
  bat: '.bat',
};

/** Moves a script between an embedded file and a file of the bundle that a hidden parameter names. */
export function bundleScript(
  document: LanguageDocument,
  range: Range,
  { files = [] }: LanguageContext,
): Fix[] {
  for (const script of scriptsOf(document)) {
    for (const [at, file] of script.embeddedFiles.entries())
      if (!file.implicit && touches(file.node.range, range.start))
        return toBundle(document, script, at, file, files);
  }
  const found = bundledArgument(document, range, (path) => files.includes(path));
  if (!found) return [];
  return [
    {
      title: `Embed ${found.path} into the template`,
      kind: 'refactor',
      edits: [],
      reads: found.path,
    },
  ];
}

/** An argument at a place that is a PATH parameter alone, with the file that is its default. */
function bundledArgument(
  document: LanguageDocument,
  range: Range,
  isWanted: (path: string) => boolean,
): { script: ScriptDefinition; node: ScalarNode; path: string } | undefined {
  for (const script of scriptsOf(document)) {
    if (script.interpreter !== undefined) continue;
    for (const action of Object.values(script.actions)) {
      if (!touches(action.node.range, range.start)) continue;
      for (const { node } of action.args) {
        const name = /^\{\{\s*Param\.(\w+)\s*\}\}$/.exec(node.text)?.[1];
        const definition = document.definitions.find((one) => one.name === name);
        const value = definition?.default?.node;
        if (definition?.type === 'PATH' && value?.kind === 'scalar' && isWanted(value.text))
          return { script, node, path: value.text };
      }
    }
  }
  return undefined;
}

/** The file is written beside the template; a parameter brings it along, to a farm as well. */
function toBundle(
  document: LanguageDocument,
  script: ScriptDefinition,
  at: number,
  file: EmbeddedFileDefinition,
  files: readonly string[],
): Fix[] {
  const text = file.data?.node.text;
  // What is resolved on the host cannot stand in a file that is used as it is.
  if (text === undefined || file.data?.format.isLiteral !== true) return [];
  const scriptPath = pathOf(script.place);
  const from = `${fileReference(scriptPath)}.${file.name}`;
  const symbol = symbolsOf(document).find(({ occurrences }) =>
    occurrences.some(({ scalar, role }) => scalar === file.nameNode && role === 'definition'),
  );
  const uses = symbol?.occurrences.filter(({ role }) => role !== 'definition') ?? [];
  const parameter = freeName(file.name.charAt(0).toUpperCase() + file.name.slice(1), (name) =>
    document.definitions.some((one) => one.name === name),
  );
  const path = freePath(file, script, files);
  const make = () => {
    const filesPath = [...scriptPath, 'embeddedFiles'];
    const definition = {
      name: parameter,
      type: 'PATH',
      objectType: 'FILE',
      dataFlow: 'IN',
      default: path,
      userInterface: { control: 'HIDDEN' },
    };
    const list = nodeAt(document.root, ['parameterDefinitions']);
    const added =
      list?.kind === 'seq'
        ? insertItem(document, ['parameterDefinitions'], list.items.length, definition)
        : setInOrder(document, ['parameterDefinitions'], [definition]);
    const isLast = script.embeddedFiles.length === 1;
    const removed = removeAt(document, isLast ? filesPath : [...filesPath, at]);
    const changed = uses.flatMap(({ scalar }) => {
      const start = scalar.text.indexOf(from);
      if (start < 0) return [];
      const edit = { start, end: start + from.length, text: `Param.${parameter}` };
      const edits = setTextAt(document, scalar, [edit]);
      return typeof edits === 'string' ? [] : edits;
    });
    return changed.length === 0 ? [] : [...added, ...removed, ...changed];
  };
  return fixOf(`Move the script into ${path}`, make, {
    kind: 'refactor',
    creates: { path, text },
  });
}

/**
 * The edits of a fix that `reads` a file, once its text is known: an embedded file with that text, in place
 * of the parameter at `range`. Empty when it cannot be embedded: a format string would be made of its braces.
 */
export function embedScript(
  document: LanguageDocument,
  range: Range,
  path: string,
  text: string,
): readonly TextEdit[] {
  if (text.includes('{{') || text.includes('}}') || text === '') return [];
  const found = bundledArgument(document, range, (one) => one === path);
  if (!found) return [];
  const { script, node } = found;
  const scriptPath = pathOf(script.place);
  const filename = path.replace(/^.*\//, '');
  const identifier = filename
    .replace(/\.[^.]*$/, '')
    .replace(/\W/g, '_')
    .replace(/^(?=\d)/, '_');
  const name = freeName(identifier, (one) =>
    script.embeddedFiles.some((other) => other.name === one),
  );
  const file = { name, type: 'TEXT', filename, data: text };
  const reference = `{{${fileReference(scriptPath)}.${name}}}`;
  const result = tryEdit(() => {
    const edit = { start: 0, end: node.text.length, text: reference };
    const changed = setTextAt(document, node, [edit]);
    if (typeof changed === 'string') return [];
    const added = addFile(document, scriptPath, file);
    if (!added.some(({ range: at }) => changed.some((one) => overlap(one.range, at))))
      return [...added, ...changed];
    // The text of a block may end where the files begin: one change after the other, told as one.
    const between = openDocument(applyEdits(document.text, changed), { format: document.format });
    const after = applyEdits(between.text, addFile(between, scriptPath, file));
    return narrow(document.text, { range: { start: 0, end: document.text.length }, text: after });
  });
  return 'edits' in result ? result.edits : [];
}

function addFile(
  document: LanguageDocument,
  scriptPath: readonly PathSegment[],
  file: { readonly [key: string]: string },
): TextEdit[] {
  const path = [...scriptPath, 'embeddedFiles'];
  const files = nodeAt(document.root, path);
  return files?.kind === 'seq'
    ? insertItem(document, path, files.items.length, file)
    : setInOrder(document, path, [file]);
}

function overlap(left: Range, right: Range): boolean {
  return left.start <= right.end && right.start <= left.end;
}

function freePath(
  file: EmbeddedFileDefinition,
  script: ScriptDefinition,
  files: readonly string[],
): string {
  const language = runnerLanguage(script, file.name);
  const name = file.filename?.value ?? `${file.name}${language ? ENDINGS[language] : '.txt'}`;
  const [stem, end] = [name.replace(/\.[^.]*$/, ''), /\.[^.]*$/.exec(name)?.[0] ?? ''];
  return freeName(
    `${FOLDER}/${name}`,
    (path) => files.includes(path),
    (count) => `${FOLDER}/${stem}${count}${end}`,
  );
}
