import {
  createJob,
  type Decoded,
  type FarmProfile,
  tasksBeyondProfile,
} from '../../../../shared/model/index.ts';
import type { Diagnostic } from '../../../../shared/text/diagnostic.ts';

/** A profile with a limit of tasks is asked with the defaults, where these make a job. */
export function beyondProfile(
  template: Decoded['template'],
  profile: FarmProfile,
  templateDir: string,
): readonly Diagnostic[] {
  if (template?.kind !== 'job') return [];
  const { job } = createJob({
    template,
    environments: [],
    parameters: {},
    templateDir,
    workingDir: process.cwd(),
    pathFormat: process.platform === 'win32' ? 'WINDOWS' : 'POSIX',
  });
  return job === undefined ? [] : tasksBeyondProfile(job, template, profile);
}
