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

async function run(command: EditCommand, group: string | undefined): Promise<boolean> {
  for (;;) {
    const { bundle, text } = useDocument.getState();
    if (!bundle || bundle.template.readOnly) return false;
    const answer = await language.call('edit', { text, format: bundle.format, command });
    // Someone typed meanwhile: the places are others now.
    if (useDocument.getState().text !== text) continue;
    if ('refused' in answer) {
      notify('error', answer.refused);
      return false;
    }
    changeText(answer.batches, group);
    return true;
  }
}
