import { ReactFlowProvider } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useGraph } from '../../stores/graph-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { text as words } from '../../text/en.ts';
import { GraphCanvas } from './graph-canvas.tsx';
import './graph.css';

/** The steps and what they wait for. The last graph that could be read stays while the text is broken. */
export default function GraphView() {
  const steps = useGraph((state) => state.steps);
  const stale = useGraph((state) => state.stale);
  const kind = useJob((state) => state.check?.kind);
  if (steps === undefined || (kind === 'environment' && !stale))
    return (
      <p className="graph-none">
        {kind === 'environment' ? words.graph.environmentTemplate : words.graph.none}
      </p>
    );
  return (
    <section className={`graph ${stale ? 'graph-old' : ''}`} aria-label={words.graph.label}>
      {stale && (
        <p className="graph-stale" role="status">
          {words.graph.stale}
        </p>
      )}
      <ReactFlowProvider>
        <GraphCanvas steps={steps} />
      </ReactFlowProvider>
    </section>
  );
}
