import { ReactFlow, SelectionMode, useReactFlow } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { GraphStep } from '../../language-worker/contract.ts';
import { useDocument } from '../../stores/document-store.ts';
import { editDocument } from '../../stores/edit-store.ts';
import { revealInEditor } from '../../stores/editor-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { showCentreTab } from '../../stores/layout-store.ts';
import { selectStep, shownStep, useTasks } from '../../stores/task-store.ts';
import { setFolded, useViews } from '../../stores/view-store.ts';
import { useClipboardKeys } from '../../ui/use-clipboard-keys.ts';
import { DependencyPicker } from './dependency-picker.tsx';
import {
  type Dependency,
  dependenciesAt,
  edgesOf,
  nextDependency,
  nodesOf,
} from './graph-elements.ts';
import { graphKeys } from './graph-keys.ts';
import { GraphTools } from './graph-tools.tsx';
import { hiddenBehind, NODE_HEIGHT, NODE_WIDTH, type Point } from './ranks.ts';
import { saveGraph } from './save-graph.ts';
import { stepActions } from './step-actions.ts';
import { StepList } from './step-list.tsx';
import { StepNode } from './step-node.tsx';
import { usePlaces } from './use-places.ts';
import { useSelection } from './use-selection.ts';

const NODE_TYPES = { step: StepNode };
const FIT = { padding: 0.08, maxZoom: 1 };
/** Names are too small to read below. */
const READABLE = 0.6;
/** Of more steps only those in view are drawn. */
const MANY = 60;

/** The picture, its tools and its keys. The template decides where steps stand: nothing is dragged about. */
export function GraphCanvas({ steps }: { readonly steps: readonly GraphStep[] }) {
  const flow = useReactFlow();
  const list = useRef<HTMLDivElement>(null);
  const folded = useViews((state) => state.folded);
  const [edge, setEdge] = useState<Dependency>();
  const [picking, setPicking] = useState(false);
  const readOnly = useDocument((state) => state.bundle?.template.readOnly ?? false);
  const jobSteps = useJob((state) => state.job?.steps);
  const chosen = useTasks((state) => state.step);
  const known = steps.some(({ name }) => name === chosen);
  const current = known ? chosen : (shownStep(jobSteps, chosen)?.name ?? steps[0]?.name);
  const step = steps.find(({ name }) => name === current);

  const hidden = useMemo(() => hiddenBehind(steps, folded), [steps, folded]);
  const shown = useMemo(
    () => (hidden.size === 0 ? steps : steps.filter(({ name }) => !hidden.has(name))),
    [steps, hidden],
  );
  const { places, refined } = usePlaces(shown);
  const selection = useSelection(shown, current);
  const key = selection.names.join('\n');
  const selected = useMemo(() => new Set(key.split('\n')), [key]);
  const nodes = useMemo(() => {
    const counts = new Map(
      [...folded].map((name) => [name, hiddenBehind(steps, new Set([name])).size]),
    );
    return nodesOf(shown, places, current, selected, counts);
  }, [steps, shown, places, current, selected, folded]);
  const edges = useMemo(() => edgesOf(shown, current, edge), [shown, current, edge]);

  // The whole graph is shown when it comes and when its layout changes, not when it is looked around in.
  // biome-ignore lint/correctness/useExhaustiveDependencies: places change whenever the picture does.
  useEffect(() => {
    const place = places.get(current ?? '');
    const host = list.current?.parentElement;
    // Too many to read at once: the chosen one is shown among its neighbours, and only these are drawn.
    if (place && host && zoomOfAll(places, host) < READABLE) void centre(flow, place, 0.85);
    else void flow.fitView(FIT);
  }, [flow, places, refined]);

  const choose = (name: string, how: 'one' | 'add' | 'toggle' = 'one') => {
    setEdge(undefined);
    if (how === 'toggle') {
      selection.toggle(name);
      return;
    }
    if (how === 'add') selection.add(name);
    else selection.only();
    selectStep(name);
    const found = steps.find((one) => one.name === name);
    if (found) revealInEditor(found.line);
    const place = places.get(name);
    if (place && !isVisible(flow.getViewport(), place, list.current?.parentElement))
      void centre(flow, place, flow.getZoom());
  };
  const actions = stepActions(
    steps.map(({ name }) => name),
    selection.names,
    current,
    edge,
    selection.awaitNew,
  );
  const remove = () => {
    actions.remove();
    setEdge(undefined);
  };
  const clipboard = useClipboardKeys({
    copy: () => void actions.copy(),
    ...(readOnly ? {} : { cut: actions.cut, paste: actions.paste }),
  });
  const fold = () => {
    if (current === undefined) return;
    const next = new Set(folded);
    if (!next.delete(current)) next.add(current);
    setFolded(next);
  };
  const zoom = (by: 1 | -1 | 0) =>
    void (by === 0 ? flow.fitView(FIT) : by === 1 ? flow.zoomIn() : flow.zoomOut());
  const open = () => {
    if (!step) return;
    showCentreTab('yaml');
    revealInEditor(step.line);
  };
  const onKeyDown = graphKeys(shown, places, current, {
    choose,
    pick: () => !readOnly && step && setPicking(true),
    add: actions.add,
    remove,
    duplicate: actions.duplicate,
    all: selection.all,
    fold,
    nextEdge: () =>
      current !== undefined && setEdge(nextDependency(dependenciesAt(shown, current), edge)),
    leave: () => {
      setEdge(undefined);
      return selection.leave() || edge !== undefined;
    },
    open,
    zoom,
  });

  return (
    <>
      <GraphTools
        steps={steps}
        current={current}
        edge={edge}
        folded={current !== undefined && folded.has(current)}
        readOnly={readOnly}
        chosen={selection.names}
        actions={actions}
        onSelectAll={selection.all}
        onPick={() => setPicking(true)}
        onRemove={remove}
        onFold={fold}
        onZoom={zoom}
        onSave={(format) => void saveGraph(format, shown, places)}
      />
      <div className="graph-canvas">
        <StepList
          ref={list}
          steps={shown}
          current={current}
          chosen={selected}
          clipboard={clipboard}
          onKeyDown={onKeyDown}
          onChoose={choose}
        />
        <div className="graph-picture" aria-hidden="true" data-refined={refined}>
          <ReactFlow
            nodes={nodes}
            edges={edges}
            nodeTypes={NODE_TYPES}
            fitView={shown.length <= MANY}
            fitViewOptions={FIT}
            minZoom={0.05}
            maxZoom={2}
            onlyRenderVisibleElements={shown.length > MANY}
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
            {...selection.frame}
            onNodeClick={(event, { id }) => {
              const more = event.shiftKey || event.ctrlKey || event.metaKey;
              choose(id, more ? 'toggle' : 'one');
              list.current?.focus();
            }}
            onNodeDoubleClick={open}
            onEdgeClick={(_, { data }) => {
              setEdge(data as unknown as Dependency);
              list.current?.focus();
            }}
            onPaneClick={() => {
              setEdge(undefined);
              selection.only();
              list.current?.focus();
            }}
            onConnect={({ source, target }) =>
              void editDocument({ kind: 'add-dependency', step: target, on: source })
            }
          />
        </div>
      </div>
      {picking && step && (
        <DependencyPicker steps={steps} step={step} onClose={() => setPicking(false)} />
      )}
    </>
  );
}

/** How far one would have to go away to see all steps. */
function zoomOfAll(places: ReadonlyMap<string, Point>, host: HTMLElement): number {
  let [width, height] = [1, 1];
  for (const { x, y } of places.values()) {
    width = Math.max(width, x + NODE_WIDTH);
    height = Math.max(height, y + NODE_HEIGHT);
  }
  return Math.min(host.clientWidth / width, host.clientHeight / height);
}

function centre(flow: ReturnType<typeof useReactFlow>, { x, y }: Point, zoom: number) {
  return flow.setCenter(x + NODE_WIDTH / 2, y + NODE_HEIGHT / 2, { zoom });
}

/** Whether a step lies in what is shown of the picture. */
function isVisible(
  { x, y, zoom }: { x: number; y: number; zoom: number },
  place: Point,
  host: HTMLElement | null | undefined,
): boolean {
  if (!host) return true;
  const left = place.x * zoom + x;
  const top = place.y * zoom + y;
  return (
    left > 0 &&
    top > 0 &&
    left + NODE_WIDTH * zoom < host.clientWidth &&
    top + NODE_HEIGHT * zoom < host.clientHeight
  );
}
