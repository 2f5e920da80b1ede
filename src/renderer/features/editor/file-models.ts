import { fileLanguage } from '../../editor/file-languages.ts';
import { monaco } from '../../editor/monaco.ts';
import { editFile, fileAt, type OpenFile, useFiles } from '../../stores/bundle-files.ts';
import { useDocument } from '../../stores/document-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { changesOfPlace } from '../../stores/text-places.ts';
import { toMarkers } from './markers.ts';
import { TrackedModel } from './tracked-model.ts';

type Model = ReturnType<typeof monaco.editor.createModel>;

/** A file's text with a history of its own; it lives as long as its tab, shown or not. */
class FileModel {
  readonly path: string;
  readonly tracked: TrackedModel;
  /** Where the cursor was and what was in view when another tab came to the front. */
  view: ReturnType<ReturnType<typeof monaco.editor.create>['saveViewState']> = null;

  constructor(file: OpenFile) {
    this.path = file.path;
    const kind = useDocument.getState().bundle?.files.find((one) => one.path === file.path)?.kind;
    this.tracked = new TrackedModel(
      fileLanguage(file.path, kind === 'environment', file.text),
      (text) => editFile(this.path, text, fileAt(this.path)?.cursor ?? 0),
    );
    this.tracked.begin(
      changesOfPlace(file.text, file.place) ?? { base: file.text, done: [], undone: [] },
    );
    this.mark();
  }

  get model(): Model {
    return this.tracked.model;
  }

  get text(): string {
    return this.tracked.text;
  }

  mark(): void {
    const problems = useJob.getState().fileProblems.filter((one) => one.file === this.path);
    monaco.editor.setModelMarkers(this.model, 'bundle', toMarkers(problems));
  }
}

const models = new Map<string, FileModel>();
// This may be loaded after the files were: they are of the bundle that is open then.
let root = useDocument.getState().bundle?.root;

/** The model of an open file. */
export function modelOf(file: OpenFile): FileModel {
  let model = models.get(file.path);
  if (!model) {
    model = new FileModel(file);
    models.set(file.path, model);
  }
  return model;
}

/** The open file that a model shows; undefined for the template's. */
export function fileOfModel(model: { readonly id: string }): FileModel | undefined {
  for (const one of models.values()) if (one.model.id === model.id) return one;
  return undefined;
}

function dispose(path: string): void {
  models.get(path)?.model.dispose();
  models.delete(path);
}

useFiles.subscribe((state, before) => {
  const now = useDocument.getState().bundle?.root;
  for (const path of [...models.keys()]) {
    const file = state.files.find((one) => one.path === path);
    const earlier = before.files.find((one) => one.path === path);
    if (file?.state !== 'open' || now !== root) dispose(path);
    else if (earlier && file.replaced !== earlier.replaced)
      models.get(path)?.tracked.take(file.text);
  }
  root = now;
});

useJob.subscribe((state, before) => {
  if (state.fileProblems !== before.fileProblems) for (const model of models.values()) model.mark();
});
