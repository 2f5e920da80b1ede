import type * as Monaco from 'monaco-editor/editor/editor.api.js';
import { TEMPLATE_LANGUAGES } from './language.ts';
import { at, type Sources } from './source.ts';

/** Hover, signatures, and the ways between a name and its uses. */
export function registerInformation(monaco: typeof Monaco, sources: Sources): Monaco.IDisposable[] {
  const { languages } = monaco;
  const { Read, Write } = languages.DocumentHighlightKind;
  return [
    languages.registerHoverProvider(TEMPLATE_LANGUAGES, {
      async provideHover(model, { lineNumber, column }) {
        const source = sources(model);
        const { places, params } = at(source, lineNumber, column);
        const found = await source.call('hover', params);
        return found && { range: places.range(found.range), contents: [{ value: found.markdown }] };
      },
    }),
    languages.registerSignatureHelpProvider(TEMPLATE_LANGUAGES, {
      signatureHelpTriggerCharacters: ['(', ','],
      signatureHelpRetriggerCharacters: [',', ' '],
      async provideSignatureHelp(model, { lineNumber, column }) {
        const source = sources(model);
        const { params } = at(source, lineNumber, column);
        const found = await source.call('signature', params);
        if (!found) return null;
        const { label, documentation, parameters, active } = found;
        return {
          value: {
            signatures: [
              {
                label,
                documentation: { value: documentation },
                parameters: parameters.map((one) => ({ ...one })),
              },
            ],
            activeSignature: 0,
            activeParameter: active,
          },
          dispose: () => {},
        };
      },
    }),
    languages.registerDefinitionProvider(TEMPLATE_LANGUAGES, {
      async provideDefinition(model, { lineNumber, column }) {
        const source = sources(model);
        const { places, params } = at(source, lineNumber, column);
        const ranges = await source.call('definition', params);
        return ranges.map((range) => ({ uri: model.uri, range: places.range(range) }));
      },
    }),
    languages.registerReferenceProvider(TEMPLATE_LANGUAGES, {
      async provideReferences(model, { lineNumber, column }) {
        const source = sources(model);
        const { places, params } = at(source, lineNumber, column);
        const ranges = await source.call('references', params);
        return ranges.map((range) => ({ uri: model.uri, range: places.range(range) }));
      },
    }),
    languages.registerDocumentHighlightProvider(TEMPLATE_LANGUAGES, {
      async provideDocumentHighlights(model, { lineNumber, column }) {
        const source = sources(model);
        const { places, params } = at(source, lineNumber, column);
        const found = await source.call('highlights', params);
        return found.map(({ range, kind }) => ({
          range: places.range(range),
          kind: kind === 'write' ? Write : Read,
        }));
      },
    }),
  ];
}
