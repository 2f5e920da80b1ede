import { pathOf } from '../../model/collector.ts';
import type { ActionDefinition, ScriptDefinition } from '../../model/index.ts';
import { freeName } from '../../text/free-name.ts';
import { type Range, touches } from '../../text/range.ts';
import { insertItem, removeAt, setValue } from '../../yaml/edit/index.ts';
import type { LanguageDocument } from '../document.ts';
import { scriptsOf } from '../links.ts';
import { nodeAt } from '../node-at.ts';
import { symbolsOf } from '../symbols/table.ts';
import { fileReference } from './file-reference.ts';
import { type Fix, fixOf, setInOrder } from './fix.ts';

/** Interpreters that take a script as an argument. */
const INLINE = /^(?:.*\/)?(?:bash|sh|zsh|python[\d.]*)$/;

/** Moves a script between an argument, `-c …`, and an embedded file. */
export function inlineScript(document: LanguageDocument, range: Range): Fix[] {
  for (const script of scriptsOf(document)) {
    if (script.interpreter !== undefined) continue;
    for (const [name, action] of Object.entries(script.actions)) {
      const { start, end } = action.node.range;
      const isHere = range.start <= end && start <= range.end;
      if (isHere)
        return [...toFile(document, script, name, action), ...toArgument(document, script, action)];
    }
    for (const file of script.embeddedFiles) {
      if (!touches(file.node.range, range.start)) continue;
      const action = Object.values(script.actions).find((each) => refersTo(each, file.name));
      if (action !== undefined) return toArgument(document, script, action);
    }
  }
  return [];
}

/** `bash -c "…"` becomes `bash {{Task.File.run}}`. */
function toFile(
  document: LanguageDocument,
  script: ScriptDefinition,
  actionName: string,
  action: ActionDefinition,
): Fix[] {
  const [flag, body, ...more] = action.args;
  const command = action.command?.format;
  if (command === undefined || !INLINE.test(command.source) || more.length > 0) return [];
  if (flag?.format.source !== '-c' || body === undefined) return [];
  const taken = new Set(script.embeddedFiles.map(({ name }) => name));
  const base = actionName === 'onRun' ? 'run' : actionName;
  const name = freeName(base, (one) => taken.has(one));
  const text = body.format.source.endsWith('\n') ? body.format.source : `${body.format.source}\n`;
  const file = { name, type: 'TEXT', data: text };
  const scriptPath = pathOf(script.place);
  const argsPath = [...pathOf(action.place), 'args'];
  const reference = `{{${fileReference(scriptPath)}.${name}}}`;
  const make = () => {
    const files = nodeAt(document.root, [...scriptPath, 'embeddedFiles']);
    const added =
      files?.kind === 'seq'
        ? insertItem(document, [...scriptPath, 'embeddedFiles'], files.items.length, file)
        : setInOrder(document, [...scriptPath, 'embeddedFiles'], [file]);
    return [
      ...removeAt(document, [...argsPath, 0]),
      ...setValue(document, [...argsPath, 1], reference),
      ...added,
    ];
  };
  return fixOf('Move the script into an embedded file', make, { kind: 'refactor' });
}

/** `bash {{Task.File.run}}` becomes `bash -c "…"`, when nothing else uses the file. */
function toArgument(
  document: LanguageDocument,
  script: ScriptDefinition,
  action: ActionDefinition,
): Fix[] {
  const [only, ...more] = action.args;
  const command = action.command?.format.source ?? '';
  if (only === undefined || more.length > 0 || !INLINE.test(command)) return [];
  const index = script.embeddedFiles.findIndex(({ name }) => refersTo(action, name));
  const file = script.embeddedFiles[index];
  if (
    file?.data === undefined ||
    only.format.source !== `{{${fileReference(pathOf(script.place))}.${file.name}}}`
  )
    return [];
  const symbol = symbolsOf(document).find(({ occurrences }) =>
    occurrences.some(({ scalar, role }) => scalar === file.nameNode && role === 'definition'),
  );
  if (symbol !== undefined && symbol.occurrences.length > 2) return [];
  const text = file.data.format.source;
  const argsPath = [...pathOf(action.place), 'args'];
  const filesPath = [...pathOf(script.place), 'embeddedFiles'];
  const make = () => {
    const isLast = script.embeddedFiles.length === 1;
    const removed = removeAt(document, isLast ? filesPath : [...filesPath, index]);
    return [...removed, ...setValue(document, argsPath, ['-c', text])];
  };
  return fixOf('Move the embedded file into the arguments', make, { kind: 'refactor' });
}

function refersTo(action: ActionDefinition, name: string): boolean {
  return action.args.some(({ format }) => format.source.includes(`.File.${name}}}`));
}
