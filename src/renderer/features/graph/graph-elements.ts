import { type Edge, MarkerType, type Node, Position } from '@xyflow/react';
import { inertText } from '../../../shared/text/inert.ts';
import type { GraphStep } from '../../language-worker/contract.ts';
import { text as words } from '../../text/en.ts';
import { NODE_HEIGHT, NODE_WIDTH, type Point } from './ranks.ts';

interface StepData extends Record<string, unknown> {
  readonly step: GraphStep;
  readonly current: boolean;
  /** With the current one, or alone. */
  readonly chosen: boolean;
  /** How many steps are folded into this one. */
  readonly folded: number;
}

export type StepNode = Node<StepData, 'step'>;

export interface Dependency {
  readonly step: string;
  readonly on: string;
}

const HANDLE = { y: NODE_HEIGHT / 2 - 5, width: 10, height: 10 };

/** Steps as nodes of known size: nothing has to be measured before the first picture. */
export function nodesOf(
  steps: readonly GraphStep[],
  places: ReadonlyMap<string, Point>,
  current: string | undefined,
  chosen: ReadonlySet<string>,
  folded: ReadonlyMap<string, number>,
): StepNode[] {
  return steps.map((step) => ({
    id: step.name,
    type: 'step',
    position: places.get(step.name) ?? { x: 0, y: 0 },
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    selected: chosen.has(step.name),
    measured: { width: NODE_WIDTH, height: NODE_HEIGHT },
    handles: [
      { type: 'target', position: Position.Left, x: -5, ...HANDLE },
      { type: 'source', position: Position.Right, x: NODE_WIDTH - 5, ...HANDLE },
    ],
    data: {
      step,
      current: step.name === current,
      chosen: chosen.has(step.name),
      folded: folded.get(step.name) ?? 0,
    },
  }));
}

/** The arrows at a step: what it waits for, then what waits for it. */
export function dependenciesAt(steps: readonly GraphStep[], name: string): readonly Dependency[] {
  const names = new Set(steps.map((step) => step.name));
  const own = steps.find((step) => step.name === name)?.dependencies ?? [];
  return [
    ...[...new Set(own)].flatMap((on) =>
      names.has(on) && on !== name ? [{ step: name, on }] : [],
    ),
    ...steps.flatMap((step) =>
      step.name !== name && step.dependencies.includes(name) ? [{ step: step.name, on: name }] : [],
    ),
  ];
}

/** The one after `chosen`; undefined after the last. */
export function nextDependency(
  all: readonly Dependency[],
  chosen: Dependency | undefined,
): Dependency | undefined {
  return all[all.findIndex(({ step, on }) => step === chosen?.step && on === chosen.on) + 1];
}

export function edgesOf(
  steps: readonly GraphStep[],
  current: string | undefined,
  chosen: Dependency | undefined,
): Edge[] {
  const names = new Set(steps.map(({ name }) => name));
  return steps.flatMap(({ name, dependencies }) =>
    [...new Set(dependencies)]
      .filter((on) => names.has(on) && on !== name)
      .map((on) => {
        const isChosen = chosen?.step === name && chosen.on === on;
        const isNear = on === current || name === current;
        const colour = `var(--${isChosen ? 'accent' : isNear ? 'dim' : 'line-strong'})`;
        return {
          id: `${on}\u0000${name}`,
          source: on,
          target: name,
          className: isChosen ? 'graph-edge-chosen' : isNear ? 'graph-edge-near' : 'graph-edge',
          markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: colour },
          ariaLabel: words.graph.edge(inertText(name), inertText(on)),
          data: { step: name, on },
        };
      }),
  );
}
