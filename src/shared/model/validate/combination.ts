import { closest } from '../../expr/index.ts';
import type { PlainData } from '../../text/diagnostic.ts';
import { type CombinationNode, namesIn, parseCombination } from '../job/combination.ts';
import { plural } from '../text.ts';

/** What a combination needs to know about a task parameter; the length as far as it is known. */
interface CombinedParameter {
  readonly name: string;
  readonly chunked: boolean;
  readonly length: bigint | undefined;
}

interface CombinationFinding {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly data?: Readonly<Record<string, PlainData>>;
}

/** `<CombinationExpr>` (§3.4.3): its syntax, each parameter exactly once, equal lengths, no chunked pairs. */
export function checkCombination(
  text: string,
  parameters: readonly CombinedParameter[],
): { readonly root?: CombinationNode; readonly issues: readonly CombinationFinding[] } {
  const parsed = parseCombination(text);
  if ('issue' in parsed) return { issues: [parsed.issue] };
  const { root } = parsed;
  const issues: CombinationFinding[] = [];
  checkNames(text, root, parameters, issues);
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  checkAssociations(text, root, known, issues);
  return { root, issues };
}

function checkNames(
  text: string,
  root: CombinationNode,
  parameters: readonly CombinedParameter[],
  issues: CombinationFinding[],
): void {
  const names = parameters.map(({ name }) => name);
  const seen = new Set<string>();
  for (const { name, start, end } of namesIn(root)) {
    if (!names.includes(name)) {
      const suggestion = closest(name, names);
      const hint = suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`;
      issues.push({
        code: 'unknown-task-parameter',
        message: `There is no task parameter "${name}".${hint}`,
        start,
        end,
        ...(suggestion === undefined ? {} : { data: { suggestion } }),
      });
    } else if (seen.has(name)) {
      const message = `"${name}" stands in the combination twice. Every task parameter stands in it once.`;
      issues.push({ code: 'repeated-task-parameter', message, start, end });
    }
    seen.add(name);
  }
  for (const name of names) {
    if (seen.has(name)) continue;
    const message = `"${name}" is missing from the combination. Every task parameter stands in it once; add "* ${name}" for all combinations.`;
    issues.push({
      code: 'missing-task-parameter',
      message,
      start: 0,
      end: text.length,
      data: { name },
    });
  }
}

/** Returns how many values a node has, as far as that is known. */
function checkAssociations(
  text: string,
  node: CombinationNode,
  known: ReadonlyMap<string, CombinedParameter>,
  issues: CombinationFinding[],
): bigint | undefined {
  if (node.kind === 'name') return known.get(node.name)?.length;
  const lengths = node.parts.map((part) => checkAssociations(text, part, known, issues));
  if (node.kind === 'product') {
    return lengths.reduce<bigint | undefined>(
      (total, length) => (total === undefined || length === undefined ? undefined : total * length),
      1n,
    );
  }
  for (const { name, start, end } of namesIn(node)) {
    if (known.get(name)?.chunked !== true) continue;
    const message = `"${name}" is a CHUNK[INT]: it cannot be paired with others in brackets. Combine it by "*".`;
    issues.push({ code: 'chunk-in-association', message, start, end });
  }
  const first = lengths[0];
  for (const [index, length] of lengths.entries()) {
    if (first === undefined || length === undefined || length === first) continue;
    const part = node.parts[index] as CombinationNode;
    const other = node.parts[0] as CombinationNode;
    const [left, right] = [text.slice(other.start, other.end), text.slice(part.start, part.end)];
    const message = `Pairs need equally many values: ${left} has ${plural(first, 'value')}, ${right} has ${plural(length, 'value')}.`;
    issues.push({ code: 'length-mismatch', message, start: part.start, end: part.end });
  }
  return first;
}
