import { type CombinationNode, parseCombination } from '../../../shared/model/index.ts';

/** How task parameters combine (§3.4.3), as it is built: without places in a text. */
export type Combination = { readonly kind: 'name'; readonly name: string } | Group;

export interface Group {
  /** All combinations of the parts, or their values one by one. */
  readonly kind: 'product' | 'association';
  readonly parts: readonly Combination[];
}

/** The way to a part: its place in each group from the outermost on. */
export type PartPath = readonly number[];

/** Reads an expression; nothing when it cannot be read. Without one all combinations are meant. */
export function readCombination(
  text: string | undefined,
  parameters: readonly string[],
): Combination | undefined {
  if (text === undefined)
    return tidy({ kind: 'product', parts: parameters.map((name) => ({ kind: 'name', name })) });
  const parsed = parseCombination(text);
  return 'root' in parsed ? tidy(plain(parsed.root)) : undefined;
}

function plain(node: CombinationNode): Combination {
  return node.kind === 'name'
    ? { kind: 'name', name: node.name }
    : { kind: node.kind, parts: node.parts.map(plain) };
}

/** As it is written: `A * (B, C)`. */
export function printCombination(node: Combination): string {
  if (node.kind === 'name') return node.name;
  const parts = node.parts.map(printCombination);
  return node.kind === 'product' ? parts.join(' * ') : `(${parts.join(', ')})`;
}

export function namesIn(node: Combination): readonly string[] {
  return node.kind === 'name' ? [node.name] : node.parts.flatMap(namesIn);
}

/** Makes one group of some parts of a group; it stands where the first of them stood. */
export function group(
  root: Combination,
  path: PartPath,
  chosen: ReadonlySet<number>,
  kind: Group['kind'],
): Combination {
  return change(root, path, (node) => {
    if (node.kind === 'name' || chosen.size < 2) return node;
    const parts = node.parts.filter((_, at) => chosen.has(at));
    if (parts.length === node.parts.length) return { kind, parts };
    const first = Math.min(...chosen);
    return {
      ...node,
      parts: node.parts.flatMap((part, at): readonly Combination[] =>
        at === first ? [{ kind, parts }] : chosen.has(at) ? [] : [part],
      ),
    };
  });
}

/** Puts the parts of an inner group into the group around it. */
export function ungroup(root: Combination, path: PartPath): Combination {
  const at = path.at(-1);
  return change(root, path.slice(0, -1), (node) =>
    node.kind === 'name' || at === undefined
      ? node
      : {
          ...node,
          parts: node.parts.flatMap((part, index) =>
            index === at && part.kind !== 'name' ? part.parts : [part],
          ),
        },
  );
}

/** Changes places with the part before or behind. */
export function movePart(root: Combination, path: PartPath, by: -1 | 1): Combination {
  const at = path.at(-1) ?? 0;
  return change(root, path.slice(0, -1), (node) => {
    if (node.kind === 'name') return node;
    const parts = [...node.parts];
    const [one, other] = [parts[at], parts[at + by]];
    if (one === undefined || other === undefined) return node;
    [parts[at], parts[at + by]] = [other, one];
    return { ...node, parts };
  });
}

/** Adds parameters that the expression lacks and takes out those that are no more. */
export function takeIn(root: Combination, parameters: readonly string[]): Combination {
  const known = new Set(namesIn(root));
  const kept = keep(root, new Set(parameters));
  const added = parameters
    .filter((name) => !known.has(name))
    .map((name): Combination => ({ kind: 'name', name }));
  return tidy({ kind: 'product', parts: [...(kept ? [kept] : []), ...added] });
}

function keep(node: Combination, names: ReadonlySet<string>): Combination | undefined {
  if (node.kind === 'name') return names.has(node.name) ? node : undefined;
  const parts = node.parts.flatMap((part) => keep(part, names) ?? []);
  return parts.length === 0 ? undefined : { ...node, parts };
}

function change(
  node: Combination,
  path: PartPath,
  make: (node: Combination) => Combination,
): Combination {
  const inner = (part: Combination, rest: PartPath): Combination => {
    const [at, ...further] = rest;
    if (at === undefined) return make(part);
    if (part.kind === 'name') return part;
    return {
      ...part,
      parts: part.parts.map((one, index) => (index === at ? inner(one, further) : one)),
    };
  };
  return tidy(inner(node, path));
}

/** A product within a product says nothing more, nor does a group of one. */
function tidy(node: Combination): Combination {
  if (node.kind === 'name') return node;
  const parts = node.parts.map(tidy);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  if (node.kind === 'association') return { kind: 'association', parts };
  return {
    kind: 'product',
    parts: parts.flatMap((part) => (part.kind === 'product' ? part.parts : [part])),
  };
}
