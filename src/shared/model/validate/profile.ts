import { exceedsBytes } from '../../yaml/limits.ts';
import type { Template } from '../template/types.ts';
import { plural } from '../text.ts';
import { rangeOfKey, type ValidationContext } from './context.ts';
import { validateWorkerSystems } from './worker-os.ts';

/** What the farm that a template is meant for takes. */
export function validateProfile(
  template: Template,
  text: string,
  context: ValidationContext,
): void {
  const { profile, collector } = context;
  if (profile === undefined) return;
  const limit = (key: string, noun: string, count: number, max: number | undefined): void => {
    if (max === undefined || count <= max) return;
    const message = `${profile.name} takes at most ${plural(max, noun)}; this template has ${count}.`;
    collector.error('profile-limit', message, rangeOfKey(template.node, key), undefined);
  };
  limit(
    'parameterDefinitions',
    'parameter',
    template.parameterDefinitions.length,
    profile.maxParameters,
  );
  if (profile.maxTemplateBytes !== undefined && exceedsBytes(text, profile.maxTemplateBytes)) {
    const message = `${profile.name} takes templates of at most ${plural(profile.maxTemplateBytes, 'byte')}.`;
    collector.error('profile-limit', message, { start: 0, end: 0 }, undefined);
  }
  validateWorkerSystems(template, context);
  if (template.kind === 'environment') return;
  limit('steps', 'step', template.steps.length, profile.maxSteps);
  const environments =
    template.jobEnvironments.length +
    template.steps.reduce((count, { stepEnvironments }) => count + stepEnvironments.length, 0);
  limit('jobEnvironments', 'environment', environments, profile.maxEnvironments);
}
