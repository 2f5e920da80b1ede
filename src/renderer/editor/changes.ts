import type * as Monaco from 'monaco-editor/editor/editor.api.js';
import { changedLines } from '../../shared/language/index.ts';
import type { TextEdit } from '../../shared/yaml/edit/text-edit.ts';
import { TEMPLATE_LANGUAGE } from './language.ts';
import type { ModelPlaces } from './model-text.ts';
import { at, type Sources } from './source.ts';

/** Renames and quick fixes: edits that the language worker finds. */
export function registerChanges(monaco: typeof Monaco, sources: Sources): Monaco.IDisposable[] {
  const { languages } = monaco;
  return [
    languages.registerRenameProvider(TEMPLATE_LANGUAGE, {
      async resolveRenameLocation(model, { lineNumber, column }) {
        const source = sources(model);
        const { places, params } = at(source, lineNumber, column);
        const found = await source.call('renameable', params);
        if (found) return { range: places.range(found.range), text: found.name };
        const range = places.range({ start: params.offset, end: params.offset });
        return { range, text: '', rejectReason: 'Nothing that has a name stands here.' };
      },
      async provideRenameEdits(model, { lineNumber, column }, name) {
        const source = sources(model);
        const { places, params } = at(source, lineNumber, column);
        const others = await source.others();
        const answer = await source.call('rename', { ...params, name, others });
        if ('problem' in answer) return { edits: [], rejectReason: answer.problem };
        const { '': own = [], ...elsewhere } = answer.edits;
        const named = await source.call('renameable', params);
        const files = [{ path: '', text: params.text }, ...others].flatMap(({ path, text }) => {
          const lines = changedLines(text, answer.edits[path] ?? []);
          return lines.length === 0 ? [] : [{ path, lines }];
        });
        if (!(await source.confirm({ from: named?.name ?? '', to: name, files })))
          return { edits: [] };
        // The other files first: without them the template would name what they do not have.
        if (Object.keys(elsewhere).length > 0 && !(await source.changeOthers(others, elsewhere)))
          return { edits: [] };
        return workspaceEdit(model, places, own);
      },
    }),
    languages.registerCodeActionProvider(
      TEMPLATE_LANGUAGE,
      {
        async provideCodeActions(model, range, context) {
          const source = sources(model);
          const { places, params } = at(source, range.startLineNumber, range.startColumn);
          const end = places.offset(range.endLineNumber, range.endColumn);
          const found = await source.call('fixes', { ...params, end });
          const actions = found.map((fix): Monaco.languages.CodeAction => {
            const diagnostics = context.markers.filter(
              ({ code }) => fix.diagnosticCode !== undefined && code === fix.diagnosticCode,
            );
            return {
              title: fix.title,
              kind: fix.kind,
              diagnostics,
              isPreferred: fix.preferred ?? false,
              edit: workspaceEdit(model, places, fix.edits),
            };
          });
          return { actions, dispose: () => {} };
        },
      },
      { providedCodeActionKinds: ['quickfix', 'refactor'] },
    ),
  ];
}

function workspaceEdit(
  model: Monaco.editor.ITextModel,
  places: ModelPlaces,
  edits: readonly TextEdit[],
): Monaco.languages.WorkspaceEdit {
  return {
    edits: edits.map(({ range, text }) => ({
      resource: model.uri,
      versionId: undefined,
      textEdit: { range: places.range(range), text },
    })),
  };
}
