import { inertText } from '../../../shared/text/inert.ts';
import type { GraphStep } from '../../language-worker/contract.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { MenuButton } from '../../ui/menu.tsx';
import { shortcutText } from '../../ui/platform.ts';
import type { Dependency } from './graph-elements.ts';
import type { StepActions } from './step-actions.ts';

interface Props {
  readonly steps: readonly GraphStep[];
  readonly current: string | undefined;
  readonly edge: Dependency | undefined;
  readonly folded: boolean;
  readonly readOnly: boolean;
  /** The chosen steps; the current one is one of them. */
  readonly chosen: readonly string[];
  readonly actions: StepActions;
  readonly onSelectAll: () => void;
  readonly onPick: () => void;
  readonly onRemove: () => void;
  readonly onFold: () => void;
  readonly onZoom: (by: 1 | -1 | 0) => void;
  readonly onSave: (format: 'svg' | 'png') => void;
}

/** What can be done with the graph, for hands on a mouse; the keys do the same. */
export function GraphTools(props: Props) {
  const { steps, current, edge, readOnly, chosen, actions } = props;
  const edges = steps.reduce((sum, step) => sum + step.dependencies.length, 0);
  const nothing = readOnly || current === undefined;
  const summary = edge
    ? words.graph.edge(inertText(edge.step), inertText(edge.on))
    : chosen.length > 1
      ? words.graph.chosen(chosen.length, steps.length)
      : words.graph.summary(steps.length, edges);
  return (
    <div className="graph-tools">
      <span className="graph-summary numbers cut" aria-live="polite" title={summary}>
        {summary}
      </span>
      <Button look="quiet" disabled={readOnly} onClick={actions.add}>
        <Icon name="plus" size={12} /> {words.graph.add}
      </Button>
      <Button look="quiet" disabled={nothing} onClick={props.onPick}>
        {words.graph.dependencies}
      </Button>
      <Button
        look="quiet"
        disabled={nothing}
        aria-label={
          edge
            ? words.graph.removeEdge
            : words.graph.removeStep(
                chosen.length > 1 ? words.graph.several(chosen.length) : inertText(current ?? ''),
              )
        }
        onClick={props.onRemove}
      >
        {edge ? words.graph.removeEdge : words.graph.remove}
      </Button>
      <MenuButton
        label={words.graph.edit}
        look="quiet"
        groups={[
          {
            id: 'edit',
            entries: [
              {
                id: 'copy',
                label: words.graph.copy,
                shortcut: shortcutText('Mod+C'),
                disabled: current === undefined,
                action: () => void actions.copy(),
              },
              {
                id: 'cut',
                label: words.graph.cut,
                shortcut: shortcutText('Mod+X'),
                disabled: nothing,
                action: actions.cut,
              },
              {
                id: 'paste',
                label: words.graph.paste,
                shortcut: shortcutText('Mod+V'),
                disabled: readOnly,
                action: actions.pasteByButton,
              },
              {
                id: 'duplicate',
                label: words.graph.duplicate,
                shortcut: shortcutText('Mod+D'),
                disabled: nothing,
                action: actions.duplicate,
              },
            ],
          },
          {
            id: 'choose',
            entries: [
              {
                id: 'all',
                label: words.graph.all,
                shortcut: shortcutText('Mod+A'),
                action: props.onSelectAll,
              },
            ],
          },
        ]}
      >
        {words.graph.edit}
      </MenuButton>
      <Button
        look="quiet"
        disabled={current === undefined}
        aria-pressed={props.folded}
        onClick={props.onFold}
      >
        {props.folded ? words.graph.unfold : words.graph.fold}
      </Button>
      <Button look="quiet" aria-label={words.graph.zoomOut} onClick={() => props.onZoom(-1)}>
        <Icon name="minus" size={12} />
      </Button>
      <Button look="quiet" aria-label={words.graph.zoomIn} onClick={() => props.onZoom(1)}>
        <Icon name="plus" size={12} />
      </Button>
      <Button look="quiet" onClick={() => props.onZoom(0)}>
        {words.graph.fit}
      </Button>
      <MenuButton
        label={words.graph.export}
        look="quiet"
        groups={[
          {
            id: 'formats',
            entries: (['svg', 'png'] as const).map((format) => ({
              id: format,
              label: words.graph.formats[format],
              action: () => props.onSave(format),
            })),
          },
        ]}
      >
        {words.graph.export}
      </MenuButton>
    </div>
  );
}
