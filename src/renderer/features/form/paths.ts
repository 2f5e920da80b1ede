import type { EditPath, Problem, TreeNode } from '../../language-worker/contract.ts';

/** A path as a name for an element. */
export function idOf(path: EditPath): string {
  return `form-${path.map((segment) => String(segment).replace(/[^\w-]/g, '_')).join('.')}`;
}

export function isWithin(path: EditPath, outer: EditPath): boolean {
  return outer.length <= path.length && outer.every((segment, at) => segment === path[at]);
}

/** What is wrong with a value itself; what is wrong inside of it is said there. */
export function problemsAt(problems: readonly Problem[], path: EditPath): readonly Problem[] {
  return problems.filter((one) => one.path.length === path.length && isWithin(one.path, path));
}

export function problemsWithin(problems: readonly Problem[], path: EditPath): readonly Problem[] {
  return problems.filter((one) => isWithin(one.path, path));
}

/** The innermost value that begins at or before a line and holds it. */
export function pathAtLine(root: TreeNode, line: number): EditPath {
  const path: (string | number)[] = [];
  for (let node = root; ; ) {
    const children: { segment: string | number; value: TreeNode }[] =
      node.kind === 'seq'
        ? node.items.map((value, segment) => ({ segment, value }))
        : node.kind === 'map'
          ? node.entries.map(({ key, value }) => ({ segment: key, value }))
          : [];
    // A block's value may begin a line below its key: the last one that has begun holds the line.
    const next = children.findLast(({ value }) => value.line <= line);
    if (!next) return path;
    path.push(next.segment);
    node = next.value;
  }
}
