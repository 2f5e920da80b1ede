import { applyEdits } from '../../../shared/yaml/edit/text-edit.ts';
import { registerChanges } from '../../editor/changes.ts';
import { registerCompletion } from '../../editor/completion.ts';
import { registerInformation } from '../../editor/information.ts';
import { monaco } from '../../editor/monaco.ts';
import type { LanguageSource } from '../../editor/source.ts';
import { registerStructure } from '../../editor/structure.ts';
import { language } from '../../language-worker/client.ts';
import { replaceFileText } from '../../stores/bundle-files.ts';
import {
  changeOtherFiles,
  createBundleFile,
  otherTexts,
  readBundleFile,
} from '../../stores/bundle-texts.ts';
import { useDocument } from '../../stores/document-store.ts';
import { formatOf } from '../../stores/file-problems.ts';
import { confirmRename } from '../../stores/rename-preview.ts';
import { changeText } from '../../stores/text-history.ts';
import { fileOfModel } from './file-models.ts';

const template: LanguageSource = {
  text: () => useDocument.getState().text,
  format: () => useDocument.getState().bundle?.format ?? 'yaml',
  files: () => useDocument.getState().bundle?.files.map((file) => file.path) ?? [],
  others: otherTexts,
  changeOthers: changeOtherFiles,
  createFile: createBundleFile,
  readFile: readBundleFile,
  change: (edits) => changeText([edits]),
  confirm: confirmRename,
  call: (method, params) => language.call(method, params),
};

/** An environment template in a tab; a rename stays in it. */
function sourceOf(model: { readonly id: string }): LanguageSource {
  const file = fileOfModel(model);
  if (!file) return template;
  return {
    ...template,
    text: () => file.text,
    format: () => formatOf(file.path),
    change: (edits) => replaceFileText(file.path, applyEdits(file.text, edits)),
    others: async () => [],
    changeOthers: async () => true,
  };
}

let registered = false;

/** Teaches the editor what the language worker knows; once, as it stays for all documents. */
export function provideLanguage(): void {
  if (registered) return;
  registered = true;
  registerCompletion(monaco, sourceOf);
  registerInformation(monaco, sourceOf);
  registerStructure(monaco, sourceOf);
  registerChanges(monaco, sourceOf);
}
