import { useEffect } from 'react';
import { TemplateEditor } from '../features/editor/template-editor.tsx';
import { FilesPanel } from '../features/files/files-panel.tsx';
import { OutputSection } from '../features/files/output-section.tsx';
import { PicturePairs } from '../features/files/picture-pairs.tsx';
import { PicturesInFront } from '../features/files/pictures-in-front.tsx';
import { HistoryPanel } from '../features/history/history-panel.tsx';
import { LogPane } from '../features/log/log-pane.tsx';
import { LogPanel } from '../features/log/log-panel.tsx';
import { Outline } from '../features/outline/outline.tsx';
import { ParameterPreview } from '../features/parameters/parameter-preview.tsx';
import { ParametersPanel } from '../features/parameters/parameters-panel.tsx';
import { PlanPanel } from '../features/preview/plan-panel.tsx';
import { PreviewPanel } from '../features/preview/preview-panel.tsx';
import { ProblemsPanel } from '../features/problems/problems-panel.tsx';
import { SetupPanel } from '../features/setup/setup-panel.tsx';
import { TasksPanel } from '../features/tasks/tasks-panel.tsx';
import { TimelinePanel } from '../features/timeline/timeline-panel.tsx';
import { UsageSection } from '../features/usage/usage-section.tsx';
import { useArrangement } from '../stores/arrangement.ts';
import { useDocument } from '../stores/document-store.ts';
import { prepareForm } from '../stores/form-store.ts';
import { countProblems, useJob } from '../stores/job-store.ts';
import { resetPanel, resizePanel, showBottomTab, useLayout } from '../stores/layout-store.ts';
import { text as words } from '../text/en.ts';
import { lateView } from '../ui/late-view.tsx';
import { Splitter } from '../ui/splitter.tsx';
import { TabBar, TabPanel } from '../ui/tab-bar.tsx';

// Views that not everyone opens are loaded once the window is up, and shown at once when they are opened.
const AFTER_START = 1500;
const late = words.editor.lateView;
const Graph = lateView(() => import('../features/graph/graph-view.tsx'), late);
const Form = lateView(() => import('../features/form/form-view.tsx'), late);
const Terminals = lateView(() => import('../features/terminal/terminal-panel.tsx'), late);

const previewOf = (parameter: string) => <ParameterPreview name={parameter} />;

/** The open bundle: outline, template above tasks and logs, parameters. */
export function Workbench() {
  const sizes = useLayout((state) => state.sizes);
  const artist = useArrangement() === 'artist';
  const path = useDocument((state) => state.bundle?.template.path);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each bundle has a form of its own.
  useEffect(() => {
    // The editor comes first: what is opened later must not take its time.
    const timer = setTimeout(() => {
      requestIdleCallback(() => {
        void Promise.allSettled([Form.load(), Graph.load()]);
        prepareForm();
      });
    }, AFTER_START);
    return () => clearTimeout(timer);
  }, [path]);
  return (
    <main className="workbench" aria-label={words.app.mainArea}>
      {!artist && (
        <>
          <Outline width={sizes.left} />
          <Splitter
            label={words.panels.outline}
            panel="left"
            size={sizes.left}
            onResize={(size) => resizePanel('left', size)}
            onReset={() => resetPanel('left')}
          />
        </>
      )}
      <div className="centre">
        {artist && (
          <div className="values-in-front">
            <div className="values-scroll scroll">
              <ParametersPanel wide />
            </div>
            <PicturesInFront />
          </div>
        )}
        {/* The editor holds the history of all views: it stays when values are in front. */}
        <div className={artist ? 'template-away' : 'template-in-front'}>
          <TemplateEditor graph={<Graph.View />} form={<Form.View preview={previewOf} />} />
        </div>
        <Splitter
          label={words.panels.bottom}
          panel="below"
          size={sizes.bottom}
          onResize={(size) => resizePanel('bottom', size)}
          onReset={() => resetPanel('bottom')}
        />
        <BottomPanel height={sizes.bottom} />
      </div>
      <Splitter
        label={words.panels.side}
        panel="right"
        size={sizes.right}
        onResize={(size) => resizePanel('right', size)}
        onReset={() => resetPanel('right')}
      />
      <div className="side scroll" style={{ width: sizes.right }}>
        {!artist && <ParametersPanel />}
        <PreviewPanel />
        <OutputSection />
        <UsageSection />
      </div>
    </main>
  );
}

function BottomPanel({ height }: { readonly height: number }) {
  const tab = useLayout((state) => state.bottomTab);
  const job = useJob();
  const problems = countProblems(job);
  const count = problems.errors + problems.warnings;
  return (
    <section className="bottom" aria-label={words.bottom.label} style={{ height }}>
      <TabBar
        label={words.bottom.label}
        prefix="bottom"
        tabs={[
          { id: 'tasks', label: words.tasks.tab },
          { id: 'plan', label: words.plan.tab },
          { id: 'setup', label: words.setup.tab },
          {
            id: 'problems',
            label: words.problems.tab,
            badge: count,
            badgeLabel: words.status.problems(count),
            badgeTone: problems.errors > 0 ? 'failed' : 'warning',
          },
          { id: 'log', label: words.log.tab },
          { id: 'timeline', label: words.timeline.tab },
          { id: 'files', label: words.results.tab },
          { id: 'history', label: words.history.tab },
          { id: 'terminal', label: words.terminal.tab },
        ]}
        selected={tab}
        onSelect={showBottomTab}
      />
      <TabPanel prefix="bottom" tab={tab}>
        {tab === 'tasks' && <TasksPanel log={<LogPane />} />}
        {tab === 'plan' && <PlanPanel />}
        {tab === 'setup' && <SetupPanel />}
        {tab === 'problems' && <ProblemsPanel />}
        {tab === 'log' && <LogPanel />}
        {tab === 'timeline' && <TimelinePanel />}
        {tab === 'files' && <FilesPanel />}
        {tab === 'history' && (
          <HistoryPanel pictures={(left, right) => <PicturePairs left={left} right={right} />} />
        )}
        {tab === 'terminal' && <Terminals.View />}
      </TabPanel>
    </section>
  );
}
