import { applyEdits, narrow } from '../../shared/yaml/edit/text-edit.ts';
import { failureText } from '../backend/backend.ts';
import { language } from '../language-worker/client.ts';
import type { EditCommand } from '../language-worker/contract.ts';
import { notify } from './app-store.ts';
import { useDocument } from './document-store.ts';
import { queueEdit } from './pending-edits.ts';
import { changeText } from './text-history.ts';

/**
 * Changes the document by a command. The worker finds the smallest change of the text; a refusal is
 * told and changes nothing. Commands of the same group are one step of undo.
 */
export function editDocument(command: EditCommand, group?: string): Promise<boolean> {
  return queueEdit(() => run(command, group)).catch((error: unknown) => {
    notify('error', failureText(error));
    return false;
  });
}

/** One value while it is typed: the text before, and the one that the last change left. */
interface Typing {
  readonly group: string;
  readonly path: string;
  readonly base: string;
  readonly text: string;
}
let typing: Typing | undefined;

async function run(command: EditCommand, group: string | undefined): Promise<boolean> {
  for (;;) {
    const { bundle, text } = useDocument.getState();
    if (!bundle || bundle.template.readOnly) return false;
    const base = baseOf(command, group, text);
    let answer = await edit(base, bundle.format, command);
    if ('refused' in answer && base !== text) answer = await edit(text, bundle.format, command);
    else if (!('refused' in answer)) {
      const made = answer.batches.reduce(applyEdits, base);
      if (base !== text) answer = { batches: [difference(text, made)] };
    }
    // Someone typed meanwhile: the places are others now.
    if (useDocument.getState().text !== text) continue;
    if ('refused' in answer) {
      notify('error', answer.refused);
      return false;
    }
    const batches = answer.batches.filter((edits) => edits.length > 0);
    typing =
      group === undefined || !('path' in command)
        ? undefined
        : { group, path: placeOf(command), base, text: batches.reduce(applyEdits, text) };
    changeText(batches, group);
    return true;
  }
}

/**
 * What is typed is written over the text that there was before the first letter: a moment in which the value was
 * empty or needed quotes leaves nothing behind.
 */
function baseOf(command: EditCommand, group: string | undefined, text: string): string {
  if (command.kind !== 'set' && command.kind !== 'remove') return text;
  const isSame =
    typing?.group === group && typing?.text === text && typing?.path === placeOf(command);
  return typing && isSame ? typing.base : text;
}

const placeOf = (command: EditCommand): string =>
  'path' in command ? JSON.stringify(command.path) : '';

const edit = (text: string, format: 'yaml' | 'json', command: EditCommand) =>
  language.call('edit', { text, format, command });

const difference = (text: string, next: string) =>
  narrow(text, { range: { start: 0, end: text.length }, text: next });
