import { within } from '../collector.ts';
import { givenEntry } from '../given.ts';
import { isWrapHook } from '../scopes.ts';
import type {
  ActionName,
  EnvironmentDefinition,
  ScriptDefinition,
  StepTemplate,
  Template,
} from '../template/types.ts';
import { listWords } from '../text.ts';
import { rangeOfKey, type ValidationContext } from './context.ts';

const HOOKS = ['onWrapEnvEnter', 'onWrapTaskRun', 'onWrapEnvExit'] as const;

/** §4, §4.3: what an environment must have, and the rules about wrap hooks. */
export function validateEnvironments(template: Template, context: ValidationContext): void {
  if (template.kind === 'environment') {
    if (template.environment !== undefined) validateEnvironment(template.environment, context);
    return;
  }
  for (const environment of template.jobEnvironments) validateEnvironment(environment, context);
  for (const step of template.steps) {
    for (const environment of step.stepEnvironments) validateEnvironment(environment, context);
  }
  validateLayers(template.jobEnvironments, template.steps, context);
}

function validateEnvironment(environment: EnvironmentDefinition, context: ValidationContext): void {
  const { node, place, script } = environment;
  if (givenEntry(node, 'script') === undefined && givenEntry(node, 'variables') === undefined) {
    const message = 'An environment needs "script" or "variables", or both.';
    context.collector.error('empty-environment', message, rangeOfKey(node, 'name'), place);
  }
  if (script !== undefined && givenEntry(script.node, 'actions') !== undefined) {
    validateActions(script, context);
  }
}

function validateActions(script: ScriptDefinition, { collector }: ValidationContext): void {
  const names = Object.keys(script.actions) as ActionName[];
  const hooks = names.filter(isWrapHook);
  const place = within(script.place, 'actions');
  const range = rangeOfKey(script.node, 'actions');
  if (hooks.length > 0 && hooks.length < HOOKS.length) {
    const missing = HOOKS.filter((hook) => !hooks.includes(hook));
    const message = `The wrap hooks belong together: ${listWords(missing, 'and')} ${missing.length === 1 ? 'is' : 'are'} missing.`;
    collector.error('incomplete-wrap-hooks', message, range, place);
  }
  // §4.3 marks every action but onEnter as optional; an environment that only wraps needs none.
  if (hooks.length === 0 && !names.includes('onEnter')) {
    const actions = givenEntry(script.node, 'actions')?.value;
    if (actions?.kind !== 'map' || givenEntry(actions, 'onEnter') !== undefined) return;
    const message =
      'The actions of an environment need "onEnter". For one that only tidies up, enter with a command that does nothing.';
    collector.error('missing-property', message, range, place, { property: 'onEnter' });
  }
}

function wraps(environment: EnvironmentDefinition): boolean {
  return HOOKS.some((hook) => environment.script?.actions[hook] !== undefined);
}

/** §4.3, single-layer rule: a session holds the job's environments and those of one step. */
function validateLayers(
  jobEnvironments: readonly EnvironmentDefinition[],
  steps: readonly StepTemplate[],
  context: ValidationContext,
): void {
  const [outer, ...others] = jobEnvironments.filter(wraps);
  for (const environment of others) reportLayer(environment, outer, context);
  for (const step of steps) {
    const wrapping = step.stepEnvironments.filter(wraps);
    const first = outer ?? wrapping.shift();
    for (const environment of wrapping) reportLayer(environment, first, context);
  }
}

function reportLayer(
  environment: EnvironmentDefinition,
  first: EnvironmentDefinition | undefined,
  { collector }: ValidationContext,
): void {
  const range = environment.name?.node.range ?? rangeOfKey(environment.node, 'name');
  const other = first?.name === undefined ? 'another environment' : `"${first.name.value}"`;
  const message = `A session can have one environment with wrap hooks, and ${other} has them already.`;
  collector.error('second-wrap-layer', message, range, environment.place);
}
