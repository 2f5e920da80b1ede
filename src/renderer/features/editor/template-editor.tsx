import { lazy, Suspense } from 'react';
import { text as words } from '../../text/en.ts';
import { TabBar, TabPanel } from '../../ui/tab-bar.tsx';
import './template-editor.css';

// Most of the page's weight is the editor; the rest is usable before it is there.
const TextEditor = lazy(() => import('./text-editor.tsx'));

/** The template in the middle of the window, in the views that there are. */
export function TemplateEditor() {
  return (
    <section className="template-editor" aria-label={words.editor.label}>
      <TabBar
        label={words.editor.views}
        prefix="view"
        tabs={[{ id: 'yaml', label: words.editor.yaml }]}
        selected="yaml"
        onSelect={() => {}}
      />
      <TabPanel prefix="view" tab="yaml">
        <Suspense fallback={<p className="template-editor-wait">{words.editor.loading}</p>}>
          <TextEditor />
        </Suspense>
      </TabPanel>
    </section>
  );
}
