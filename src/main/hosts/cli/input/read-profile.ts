import type { FarmProfile } from '../../../../shared/model/index.ts';
import { readFarmProfile } from '../../../services/farm-profiles.ts';
import { fail, USAGE_EXIT } from '../exit.ts';

/** The farm profile that `--profile` names: a built-in one, or a YAML or JSON file. */
export async function readProfile(argument: string): Promise<FarmProfile> {
  const read = await readFarmProfile(argument);
  if ('profile' in read) return read.profile;
  return fail(`--profile: ${read.problem}`, USAGE_EXIT);
}
