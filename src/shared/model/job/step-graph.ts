/** A step as the graph sees it. */
export interface GraphStep {
  readonly name: string;
  readonly dependencies: readonly string[];
}

export interface StepGraph {
  /** Every step after those it depends on; among equals the template's order. Without steps in cycles. */
  readonly order: readonly string[];
  /** Chains of names that lead back to their first: `['A', 'B', 'A']`. */
  readonly cycles: readonly (readonly string[])[];
  /** All steps that must have succeeded before this one, in the order they run. */
  dependenciesOf(name: string): readonly string[];
  /** All steps that wait for this one. */
  dependentsOf(name: string): readonly string[];
}

/** The graph of steps (§3.2). Unknown dependencies are left out. */
export function createStepGraph(steps: readonly GraphStep[]): StepGraph {
  const edges = new Map<string, readonly string[]>();
  for (const { name, dependencies } of steps) if (!edges.has(name)) edges.set(name, dependencies);
  for (const [name, dependencies] of edges) {
    edges.set(
      name,
      [...new Set(dependencies)].filter((other) => edges.has(other)),
    );
  }
  const { order, cycles } = sort(edges);
  const reversed = new Map<string, string[]>([...edges.keys()].map((name) => [name, []]));
  for (const [name, dependencies] of edges) {
    for (const dependency of dependencies) reversed.get(dependency)?.push(name);
  }
  return {
    order,
    cycles,
    dependenciesOf: (name) => reachable(edges, name, order),
    dependentsOf: (name) => reachable(reversed, name, order),
  };
}

/** Depth-first without recursion: a chain of steps may be as long as the template. */
function sort(edges: ReadonlyMap<string, readonly string[]>): {
  order: string[];
  cycles: string[][];
} {
  const state = new Map<string, 'open' | 'done' | 'cyclic'>();
  const order: string[] = [];
  const cycles: string[][] = [];
  for (const start of edges.keys()) {
    if (state.has(start)) continue;
    const stack = [{ name: start, next: 0 }];
    state.set(start, 'open');
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const dependencies = edges.get(top.name) ?? [];
      const dependency = dependencies[top.next++];
      if (dependency === undefined) {
        stack.pop();
        if (state.get(top.name) !== 'open') continue;
        const blocked = dependencies.some((name) => state.get(name) === 'cyclic');
        state.set(top.name, blocked ? 'cyclic' : 'done');
        if (!blocked) order.push(top.name);
      } else if (!state.has(dependency)) {
        state.set(dependency, 'open');
        stack.push({ name: dependency, next: 0 });
      } else if (stack.some(({ name }) => name === dependency)) {
        const from = stack.findIndex(({ name }) => name === dependency);
        const chain = stack.slice(from).map(({ name }) => name);
        cycles.push([...chain, dependency]);
        for (const name of chain) state.set(name, 'cyclic');
      }
    }
  }
  return { order, cycles };
}

function reachable(
  edges: ReadonlyMap<string, readonly string[]>,
  name: string,
  order: readonly string[],
): string[] {
  const found = new Set<string>();
  const queue = [...(edges.get(name) ?? [])];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    queue.push(...(edges.get(next) ?? []));
  }
  return order.filter((step) => found.has(step));
}
