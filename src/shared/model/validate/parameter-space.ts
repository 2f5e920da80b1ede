import { parseRangeExpr } from '../../expr/index.ts';
import { sourceRange } from '../../yaml/index.ts';
import type {
  ParameterSpaceDefinition,
  TaskParameterDefinition,
  Template,
} from '../template/types.ts';
import { checkCombination } from './combination.ts';
import type { ValidationContext } from './context.ts';

/** §3.4: literal ranges, chunks and combinations. */
export function validateParameterSpaces(template: Template, context: ValidationContext): void {
  if (template.kind === 'environment') return;
  for (const { parameterSpace } of template.steps) {
    if (parameterSpace !== undefined) validateSpace(parameterSpace, context);
  }
}

function validateSpace(space: ParameterSpaceDefinition, context: ValidationContext): void {
  const lengths = space.parameters.map((parameter) => validateRange(parameter, context));
  validateChunks(space, context);
  const { combination } = space;
  if (combination === undefined || combination.value === '') return;
  const parameters = space.parameters.map(({ name, type }, index) => ({
    name,
    chunked: type === 'CHUNK[INT]',
    length: lengths[index],
  }));
  for (const issue of checkCombination(combination.value, parameters).issues) {
    const range = sourceRange(combination.node, issue.start, issue.end);
    context.collector.error(issue.code, issue.message, range, combination.place, issue.data);
  }
}

/** Checks a literal range and returns how many values it has, as far as that is known. */
function validateRange(
  { type, range }: TaskParameterDefinition,
  context: ValidationContext,
): bigint | undefined {
  if (range === undefined) return undefined;
  if (range.kind === 'list') {
    if (range.node.kind === 'seq' && range.items.length < range.node.items.length) return undefined;
    const literal = range.items.every(
      ({ value }) => 'kind' in value || !context.extensions.has('EXPR'),
    );
    return literal ? BigInt(range.items.length) : undefined;
  }
  if (!range.format.isLiteral || (type !== 'INT' && type !== 'CHUNK[INT]')) return undefined;
  const parsed = parseRangeExpr(range.node.text);
  if ('value' in parsed) return parsed.value.length;
  context.collector.issue(parsed.issue, range.node, range.place);
  return undefined;
}

/** §3.4: at most one CHUNK[INT]. */
function validateChunks(space: ParameterSpaceDefinition, { collector }: ValidationContext): void {
  const [first, ...others] = space.parameters.filter(({ type }) => type === 'CHUNK[INT]');
  for (const { name, nameNode, place } of others) {
    const message = `A parameter space can have one CHUNK[INT] parameter: "${first?.name}" is one already, so "${name}" cannot be.`;
    collector.error('second-chunk', message, nameNode.range, place);
  }
}
