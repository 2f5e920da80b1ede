import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type LanguageDocument, openDocument } from '../../../shared/language/index.ts';

/** The documents of an editor as the language service sees them: parsed once for each version. */
export class OpenDocuments {
  readonly #known = new Map<string, { version: number; document: LanguageDocument }>();

  get(source: TextDocument): LanguageDocument {
    const known = this.#known.get(source.uri);
    if (known?.version === source.version) return known.document;
    const previous = known?.document;
    const document = openDocument(source.getText(), {
      format: isJson(source) ? 'json' : 'yaml',
      ...(previous === undefined ? {} : { previous }),
    });
    this.#known.set(source.uri, { version: source.version, document });
    return document;
  }

  close(uri: string): void {
    this.#known.delete(uri);
  }
}

function isJson({ languageId, uri }: TextDocument): boolean {
  return languageId === 'json' || languageId === 'jsonc' || uri.endsWith('.json');
}

/** Editors send every YAML file; only templates are spoken about. */
export function isTemplate(source: TextDocument): boolean {
  return (
    /\/(?:[^/]*[._-])?template\.(?:ya?ml|json)$/.test(source.uri) ||
    /^\uFEFF?[\s\S]{0,4000}specificationVersion["']?\s*:/.test(source.getText().slice(0, 4100))
  );
}
