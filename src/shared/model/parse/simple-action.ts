import { parseFormatString } from '../../expr/index.ts';
import type { ScalarNode } from '../../yaml/index.ts';
import type { Interpreter } from '../schema/index.ts';
import type {
  ActionDefinition,
  EmbeddedFileDefinition,
  FormatValue,
  ScriptDefinition,
} from '../template/types.ts';
import { readAction } from './read-action.ts';
import type { Reader } from './reader.ts';

/** What each interpreter is given before the file (§8), and how the file's name ends. */
const FORMS: Readonly<
  Record<Interpreter, { readonly before: readonly string[]; readonly end: string }>
> = {
  bash: { before: [], end: '.sh' },
  cmd: { before: ['/C'], end: '.bat' },
  node: { before: [], end: '.js' },
  powershell: { before: ['-File'], end: '.ps1' },
  python: { before: [], end: '.py' },
};

/** Expands `<SimpleAction>` into the script that it stands for (§8). `key` is the interpreter's node. */
export function expandSimpleAction(
  reader: Reader,
  interpreter: Interpreter,
  key: ScalarNode,
  stepName: string,
): ScriptDefinition {
  const { before, end } = FORMS[interpreter];
  const name = fileNameFor(stepName);
  const data = reader.format('script');
  const file: EmbeddedFileDefinition = {
    node: reader.node,
    place: reader.place,
    name,
    nameNode: key,
    filename: { node: key, place: reader.place, value: name + end },
    runnable: false,
    ...(data === undefined ? {} : { data }),
    endOfLine: 'AUTO',
    implicit: true,
  };
  // What the template does not say stands at the interpreter's key.
  const written = (text: string): FormatValue => ({
    node: key,
    place: reader.place,
    format: parseFormatString(text, { expr: reader.expr }),
  });
  const action = readAction(reader);
  const onRun: ActionDefinition = {
    ...action,
    command: written(interpreter),
    args: [...before.map(written), written(`{{Task.File.${name}}}`), ...action.args],
  };
  return {
    node: reader.node,
    place: reader.place,
    interpreter,
    let: reader.bindings(),
    embeddedFiles: [file],
    actions: { onRun },
  };
}

/** A name of the file that people recognise in a log: the step's, as far as an identifier allows. */
function fileNameFor(stepName: string): string {
  const name = stepName.replace(/[^A-Za-z0-9_]+/g, '_').slice(0, 40);
  return /^[A-Za-z_]/.test(name) ? name : `_${name}`;
}
