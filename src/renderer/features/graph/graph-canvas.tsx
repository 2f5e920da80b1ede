import { useMemo, useRef, useState } from 'react';
import type { GraphStep } from '../../language-worker/contract.ts';
import { useDocument } from '../../stores/document-store.ts';
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
import { GraphPicture } from './graph-picture.tsx';
import { GraphTools } from './graph-tools.tsx';
import { hiddenBehind } from './ranks.ts';
import { saveGraph } from './save-graph.ts';
import { stepActions } from './step-actions.ts';
import { StepList } from './step-list.tsx';
import { usePlaces } from './use-places.ts';
import { useSelection } from './use-selection.ts';
import { useViewport } from './use-viewport.ts';

/** The picture, its tools and its keys. The template decides where steps stand: nothing is dragged about. */
export function GraphCanvas({ steps }: { readonly steps: readonly GraphStep[] }) {
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

  const { zoom, show } = useViewport(places, refined, current, list);
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
    show(name);
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
        <GraphPicture
          nodes={nodes}
          edges={edges}
          refined={refined}
          frame={selection.frame}
          readOnly={readOnly}
          onChoose={(name, how) => {
            choose(name, how);
            list.current?.focus();
          }}
          onChooseEdge={(chosenEdge) => {
            setEdge(chosenEdge);
            list.current?.focus();
          }}
          onLeave={() => {
            setEdge(undefined);
            selection.only();
            list.current?.focus();
          }}
          onOpen={open}
        />
      </div>
      {picking && step && (
        <DependencyPicker steps={steps} step={step} onClose={() => setPicking(false)} />
      )}
    </>
  );
}
