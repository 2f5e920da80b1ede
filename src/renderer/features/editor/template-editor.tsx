import { type KeyboardEvent, lazy, type ReactNode, Suspense } from 'react';
import { type CentreTab, showCentreTab, useLayout } from '../../stores/layout-store.ts';
import { redoText, undoText } from '../../stores/text-history.ts';
import { text as words } from '../../text/en.ts';
import { TabBar, TabPanel } from '../../ui/tab-bar.tsx';
import './template-editor.css';

// Most of the page's weight is the editor; the rest is usable before it is there.
const TextEditor = lazy(() => import('./text-editor.tsx'));

interface Props {
  readonly graph: ReactNode;
  readonly form: ReactNode;
}

/** The template in the middle of the window, in the views that there are. */
export function TemplateEditor({ graph, form }: Props) {
  const tab = useLayout((state) => state.centreTab);
  return (
    <section className="template-editor" aria-label={words.editor.label}>
      <TabBar<CentreTab>
        label={words.editor.views}
        prefix="view"
        tabs={[
          { id: 'graph', label: words.graph.tab },
          { id: 'form', label: words.form.tab },
          { id: 'yaml', label: words.editor.yaml },
        ]}
        selected={tab}
        onSelect={showCentreTab}
      />
      <TabPanel prefix="view" tab={tab}>
        <Suspense fallback={<p className="template-editor-wait">{words.editor.loading}</p>}>
          {/* The editor holds the history of all views: it stays when another one is shown. */}
          <div className={tab === 'yaml' ? 'template-text' : 'template-text-away'}>
            <TextEditor />
          </div>
        </Suspense>
        {tab !== 'yaml' && (
          // biome-ignore lint/a11y/noStaticElementInteractions: keys of what stands inside pass by here.
          <div className="template-view" onKeyDown={onHistoryKey}>
            <Suspense fallback={<p className="template-editor-wait">{words.editor.loadingView}</p>}>
              {tab === 'graph' && graph}
              {tab === 'form' && form}
            </Suspense>
          </div>
        )}
      </TabPanel>
    </section>
  );
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
