import {
  applyEdits,
  type EditDocument,
  EditRefused,
  type PlainInput,
  type TextEdit,
} from '../../../../../src/shared/yaml/edit/index.ts';
import { parseDocument, toPlain } from '../../../../../src/shared/yaml/index.ts';

export type Format = 'yaml' | 'json';

/** A document that has no errors. */
export function documentOf(text: string, format: Format = 'yaml'): EditDocument {
  const { root, diagnostics } = parseDocument(text, { format });
  if (root === undefined || diagnostics.length > 0) {
    throw new Error(`Not a document: ${JSON.stringify(diagnostics[0]?.message)}\n${text}`);
  }
  return { text, root, format };
}

export function plainOf(text: string, format: Format = 'yaml'): PlainInput {
  const { root } = documentOf(text, format);
  return root === undefined ? null : (toPlain(root) as PlainInput);
}

/** The text after an edit, or why it was refused. */
export function edited(
  text: string,
  edit: (document: EditDocument) => TextEdit[],
  format: Format = 'yaml',
): string {
  try {
    return applyEdits(text, edit(documentOf(text, format)));
  } catch (error) {
    if (error instanceof EditRefused) return `refused: ${error.code}`;
    throw error;
  }
}
