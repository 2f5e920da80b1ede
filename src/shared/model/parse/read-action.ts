import type { EndOfLine } from '../job/types.ts';
import { optional } from '../optional.ts';
import type {
  ActionDefinition,
  CancelationDefinition,
  EmbeddedFileDefinition,
} from '../template/types.ts';
import type { Reader } from './reader.ts';

const END_OF_LINE: readonly EndOfLine[] = ['AUTO', 'LF', 'CRLF'];

/** `<Action>`, and the parts that `<SimpleAction>` shares with it (§5, §8). */
export function readAction(reader: Reader): ActionDefinition {
  const cancelation = reader.object('cancelation');
  return {
    node: reader.node,
    place: reader.place,
    ...optional('command', reader.format('command')),
    args: reader.formats('args'),
    ...optional('timeout', reader.numeric('timeout')),
    ...optional('cancelation', cancelation && readCancelation(cancelation)),
  };
}

function readCancelation(reader: Reader): CancelationDefinition {
  const literal = reader.oneOf('mode', ['TERMINATE', 'NOTIFY_THEN_TERMINATE']);
  return {
    node: reader.node,
    place: reader.place,
    ...optional('mode', literal ?? reader.format('mode')),
    ...optional('notifyPeriodInSeconds', reader.numeric('notifyPeriodInSeconds')),
  };
}

export function readEmbeddedFile(reader: Reader): EmbeddedFileDefinition | undefined {
  const name = reader.text('name');
  if (name === undefined) return undefined;
  return {
    node: reader.node,
    place: reader.place,
    name: name.value,
    nameNode: name.node,
    ...optional('filename', reader.text('filename')),
    runnable: reader.boolean('runnable') ?? false,
    ...optional('data', reader.format('data')),
    endOfLine: reader.oneOf('endOfLine', END_OF_LINE) ?? 'AUTO',
    implicit: false,
  };
}
