import { closeFile, discardFile, keepOpen, openFile, useFiles } from '../../stores/bundle-files.ts';
import { saveAndClose } from '../../stores/file-saving.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { lateView } from '../../ui/late-view.tsx';
import './file-tab.css';

const FileEditor = lateView(() => import('./file-editor.tsx'), words.editor.late);

/** A file of the bundle in its tab: its text, or why there is none. */
export function FileTab({ path }: { readonly path: string }) {
  const file = useFiles((state) => state.files.find((one) => one.path === path));
  const closing = useFiles((state) => state.closing === path);
  if (!file) return null;
  if (file.state === 'reading') return <p className="file-wait">{words.bundleFiles.reading}</p>;
  if (file.state === 'refused')
    return (
      <div className="file-refused" role="alert">
        <p>{words.bundleFiles.refused(path)}</p>
        <p className="dim">{file.why}</p>
        <div className="file-actions">
          <Button onClick={() => void openFile(path)}>{words.bundleFiles.tryAgain}</Button>
          <Button onClick={() => closeFile(path)}>{words.bundleFiles.close}</Button>
        </div>
      </div>
    );
  return (
    <>
      {closing && <CloseQuestion path={path} />}
      {file.readOnly && <p className="file-note">{words.bundleFiles.readOnly}</p>}
      <FileEditor.View path={path} key={path} />
    </>
  );
}

/** What becomes of unsaved changes, asked where they are. */
function CloseQuestion({ path }: { readonly path: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a question, no set of fields.
    <div className="file-question" role="group" aria-label={words.bundleFiles.closeQuestion(path)}>
      <p role="alert">{words.bundleFiles.closeQuestion(path)}</p>
      <div className="file-actions">
        <Button look="primary" autoFocus onClick={() => void saveAndClose(path)}>
          {words.bundleFiles.saveAndClose}
        </Button>
        <Button look="danger" onClick={() => discardFile(path)}>
          {words.bundleFiles.discard}
        </Button>
        <Button onClick={keepOpen}>{words.bundleFiles.keepOpen}</Button>
      </div>
    </div>
  );
}
