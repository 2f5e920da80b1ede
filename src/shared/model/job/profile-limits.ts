import type { Diagnostic } from '../../text/diagnostic.ts';
import { entryOf } from '../../yaml/index.ts';
import { pathOf, within } from '../collector.ts';
import type { FarmProfile } from '../profile.ts';
import type { JobTemplate } from '../template/types.ts';
import { plural } from '../text.ts';
import type { Job } from './types.ts';

/** The steps of a job that expand into more tasks than the farm takes; the values decide, so a job is asked. */
export function tasksBeyondProfile(
  job: Job,
  template: JobTemplate,
  profile: FarmProfile,
): readonly Diagnostic[] {
  const max = profile.maxTasksPerStep;
  if (max === undefined) return [];
  const counts = new Map(job.steps.map(({ name, space }) => [name, space.count]));
  return template.steps.flatMap(({ name, parameterSpace }): readonly Diagnostic[] => {
    const count = counts.get(name?.value ?? '');
    if (count === undefined || count <= BigInt(max) || parameterSpace === undefined) return [];
    const { node, place } = parameterSpace;
    return [
      {
        code: 'profile-limit',
        severity: 'error',
        message: `${profile.name} takes at most ${plural(max, 'task')} in a step; this one has ${count}.`,
        range: entryOf(node, 'taskParameterDefinitions')?.key.range ?? node.range,
        path: pathOf(within(place, 'taskParameterDefinitions')),
      },
    ];
  });
}
