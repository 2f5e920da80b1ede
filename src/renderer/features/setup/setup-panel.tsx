import { resetPanel, resizePanel, useLayout } from '../../stores/layout-store.ts';
import { text as words } from '../../text/en.ts';
import { Splitter } from '../../ui/splitter.tsx';
import { LayerList } from './layer-list.tsx';
import { RuleEditor } from './rule-editor.tsx';
import '../../ui/side-panel.css';
import './setup.css';

/** How the job is run here: environments that are layered on it, and where its paths are on this machine. */
export function SetupPanel() {
  const width = useLayout((state) => state.sizes.setup);
  return (
    <section className="setup" aria-label={words.setup.tab}>
      <div className="setup-left scroll" style={{ width }}>
        <LayerList />
      </div>
      <Splitter
        label={words.panels.setup}
        panel="left"
        size={width}
        onResize={(size) => resizePanel('setup', size)}
        onReset={() => resetPanel('setup')}
      />
      <div className="setup-right scroll">
        <RuleEditor />
      </div>
    </section>
  );
}
