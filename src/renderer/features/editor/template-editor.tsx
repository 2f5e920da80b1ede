import type { KeyboardEvent, ReactNode } from 'react';
import { closeFile, isFileDirty, openFile, useFiles } from '../../stores/bundle-files.ts';
import { openElsewhere } from '../../stores/dialog-store.ts';
import { useDocument } from '../../stores/document-store.ts';
import {
  type CentreTab,
  fileOfTab,
  showCentreTab,
  tabOfFile,
  useLayout,
} from '../../stores/layout-store.ts';
import { redoText, undoText } from '../../stores/text-history.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { lateView } from '../../ui/late-view.tsx';
import { type Tab, TabBar, TabPanel } from '../../ui/tab-bar.tsx';
import { FileTab } from './file-tab.tsx';
import './template-editor.css';

// Most of the page's weight is the editor; the rest is usable before it is there.
const TextEditor = lateView(() => import('./text-editor.tsx'), words.editor.late);

interface Props {
  readonly graph: ReactNode;
  readonly form: ReactNode;
}

/** The template in the middle of the window, in the views that there are, and the bundle's open files. */
export function TemplateEditor({ graph, form }: Props) {
  const tab = useLayout((state) => state.centreTab);
  const file = fileOfTab(tab);
  return (
    <section className="template-editor" aria-label={words.editor.label}>
      <TabBar<CentreTab>
        label={words.editor.views}
        prefix="view"
        tabs={useTabs()}
        selected={tab}
        onSelect={(id) => {
          const path = fileOfTab(id);
          if (path === undefined) showCentreTab(id);
          else void openFile(path);
        }}
        onClose={(id) => closeFile(fileOfTab(id) ?? '')}
      />
      <TabPanel prefix="view" tab={tab}>
        {file === undefined && <ReadOnlyNote />}
        {/* The editor holds the history of all views: it stays when another one is shown. */}
        <div className={tab === 'yaml' ? 'template-text' : 'template-text-away'}>
          <TextEditor.View />
        </div>
        {file !== undefined && <FileTab path={file} />}
        {(tab === 'graph' || tab === 'form') && (
          // biome-ignore lint/a11y/noStaticElementInteractions: keys of what stands inside pass by here.
          <div className="template-view" onKeyDown={onHistoryKey}>
            {tab === 'graph' && graph}
            {tab === 'form' && form}
          </div>
        )}
      </TabPanel>
    </section>
  );
}

/** Why nothing that is typed or drawn stays, and the way on. */
function ReadOnlyNote() {
  const readOnly = useDocument((state) => state.bundle?.template.readOnly === true);
  if (!readOnly) return null;
  return (
    <div className="file-note file-note-way">
      <p>{words.bundleFiles.readOnlyTemplate}</p>
      <Button onClick={() => openElsewhere('save')}>{words.elsewhere.save}</Button>
    </div>
  );
}

/** The template's views, then a tab for each open file; equal names are told apart by their folders. */
function useTabs(): readonly Tab<CentreTab>[] {
  const files = useFiles((state) => state.files);
  const isJson = useDocument((state) => state.bundle?.format === 'json');
  const names = files.map((file) => nameOf(file.path));
  return [
    { id: 'graph', label: words.graph.tab },
    { id: 'form', label: words.form.tab },
    { id: 'yaml', label: isJson ? words.editor.json : words.editor.yaml },
    ...files.map((file, at): Tab<CentreTab> => {
      const name = names[at] ?? file.path;
      return {
        id: tabOfFile(file.path),
        label: names.filter((one) => one === name).length > 1 ? file.path : name,
        hint: file.path,
        closeLabel: words.bundleFiles.closeTab(file.path),
        ...(isFileDirty(file) ? { mark: words.bundleFiles.unsaved } : {}),
      };
    }),
  ];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** One history over all views: undo in a view is undo of the text. */
function onHistoryKey(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === 'z' && !event.shiftKey) undoText();
  else if (key === 'y' || (key === 'z' && event.shiftKey)) redoText();
  else return;
  event.preventDefault();
}
