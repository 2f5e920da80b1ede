import { ReactFlow, SelectionMode } from '@xyflow/react';
import { editDocument } from '../../stores/edit-store.ts';
import type { Dependency, edgesOf, nodesOf } from './graph-elements.ts';
import { StepNode } from './step-node.tsx';
import type { StepSelection } from './use-selection.ts';
import { FIT } from './use-viewport.ts';

const NODE_TYPES = { step: StepNode };
/** Of more steps only those in view are drawn. */
const MANY = 60;

interface Props {
  readonly nodes: ReturnType<typeof nodesOf>;
  readonly edges: ReturnType<typeof edgesOf>;
  readonly refined: boolean;
  readonly frame: StepSelection['frame'];
  readonly readOnly: boolean;
  readonly onChoose: (name: string, how: 'one' | 'toggle') => void;
  readonly onChooseEdge: (edge: Dependency) => void;
  /** The empty ground was clicked. */
  readonly onLeave: () => void;
  readonly onOpen: () => void;
}

/** Steps and arrows for the pointer; keys and screen readers have the list beside it. */
export function GraphPicture(props: Props) {
  const { nodes, edges, refined, frame, readOnly } = props;
  return (
    <div className="graph-picture" aria-hidden="true" data-refined={refined}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        fitView={nodes.length <= MANY}
        fitViewOptions={FIT}
        minZoom={0.05}
        maxZoom={2}
        onlyRenderVisibleElements={nodes.length > MANY}
        nodesDraggable={false}
        nodesConnectable={!readOnly}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable
        selectNodesOnDrag={false}
        selectionMode={SelectionMode.Partial}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={null}
        proOptions={{ hideAttribution: true }}
        {...frame}
        onNodeClick={(event, { id }) => {
          const more = event.shiftKey || event.ctrlKey || event.metaKey;
          props.onChoose(id, more ? 'toggle' : 'one');
        }}
        onNodeDoubleClick={props.onOpen}
        onEdgeClick={(_, { data }) => props.onChooseEdge(data as unknown as Dependency)}
        onPaneClick={props.onLeave}
        onConnect={({ source, target }) =>
          void editDocument({ kind: 'add-dependency', step: target, on: source })
        }
      />
    </div>
  );
}
