import type * as Monaco from 'monaco-editor/editor/editor.api.js';
import { changedLines, type Fix } from '../../shared/language/index.ts';
import type { TextEdit } from '../../shared/yaml/edit/text-edit.ts';
import type { AtParams } from '../language-worker/contract.ts';
import { TEMPLATE_LANGUAGES } from './language.ts';
import type { ModelPlaces } from './model-text.ts';
import { at, type LanguageSource, type Sources } from './source.ts';

const WITH_FILES = 'jobwright.fix-with-files';

/** Renames and quick fixes: edits that the language worker finds. */
export function registerChanges(monaco: typeof Monaco, sources: Sources): Monaco.IDisposable[] {
  const { languages } = monaco;
  return [
    monaco.editor.registerCommand(
      WITH_FILES,
      (_, source: LanguageSource, params: AtParams, fix: Fix) =>
        void fixWithFiles(source, params, fix),
    ),
    languages.registerRenameProvider(TEMPLATE_LANGUAGES, {
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
      TEMPLATE_LANGUAGES,
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
            const action = { title: fix.title, kind: fix.kind, diagnostics };
            // Files come first: the template must not name what is not there.
            if (fix.creates !== undefined || fix.reads !== undefined)
              return {
                ...action,
                command: { id: WITH_FILES, title: fix.title, arguments: [source, params, fix] },
              };
            return {
              ...action,
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

/** Makes a fix that moves a script between the template and a file of the bundle. */
async function fixWithFiles(source: LanguageSource, params: AtParams, fix: Fix): Promise<void> {
  let { edits } = fix;
  if (fix.creates && !(await source.createFile(fix.creates.path, fix.creates.text))) return;
  if (fix.reads !== undefined) {
    const content = await source.readFile(fix.reads);
    if (content === undefined) return;
    edits = await source.call('embed', { ...params, path: fix.reads, content });
  }
  // Someone typed meanwhile: the edits are of another text.
  if (source.text() === params.text) source.change(edits);
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
