import ELK from 'elkjs/lib/elk-api.js';
import ElkWorker from 'elkjs/lib/elk-worker.min.js?worker';
import type { GraphStep } from '../../language-worker/contract.ts';
import { NODE_HEIGHT, NODE_WIDTH, type Point } from './ranks.ts';

let elk: InstanceType<typeof ELK> | undefined;

/** Places with few crossings, found in a worker of their own, which ends when nobody waits for them any more. */
export async function layeredPlaces(
  steps: readonly GraphStep[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Point>> {
  signal.throwIfAborted();
  elk ??= new ELK({ workerFactory: () => new ElkWorker() });
  // What a worker has begun it ends: the next layout starts another one.
  const stop = () => {
    elk?.terminateWorker();
    elk = undefined;
  };
  signal.addEventListener('abort', stop);
  const names = new Set(steps.map(({ name }) => name));
  const result = await elk.layout({
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.layered.spacing.nodeNodeBetweenLayers': '48',
      'elk.spacing.nodeNode': '24',
      // What is alike keeps the order of the template.
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    },
    children: [...names].map((id) => ({ id, width: NODE_WIDTH, height: NODE_HEIGHT })),
    edges: steps.flatMap(({ name, dependencies }) =>
      [...new Set(dependencies)]
        .filter((one) => names.has(one) && one !== name)
        .map((one) => ({ id: `${one}\u0000${name}`, sources: [one], targets: [name] })),
    ),
  });
  signal.removeEventListener('abort', stop);
  return new Map(
    (result.children ?? []).map(({ id, x = 0, y = 0 }) => [
      id,
      { x: Math.round(x), y: Math.round(y) },
    ]),
  );
}
