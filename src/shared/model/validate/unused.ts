import type { Template } from '../template/types.ts';
import type { ValidationContext } from './context.ts';

/** Parameters that no format string refers to: asked for, and without effect. */
export function hintUnusedParameters(template: Template, context: ValidationContext): void {
  if (context.collector.hasErrors) return;
  const used = new Set<string>();
  for (const name of context.references) {
    const [first, second] = name.split('.');
    if ((first === 'Param' || first === 'RawParam') && second !== undefined) used.add(second);
  }
  const elsewhere = template.kind === 'job' ? ' An environment template may.' : '';
  for (const { name, nameNode, place, dataFlow = 'NONE' } of template.parameterDefinitions) {
    // Paths with a data flow tell a farm which files the job needs, whether or not anything names them.
    if (used.has(name) || dataFlow !== 'NONE') continue;
    const message = `Nothing in this template refers to the parameter ${name}.${elsewhere}`;
    context.collector.hint('unused-parameter', message, nameNode.range, place, { name });
  }
}
