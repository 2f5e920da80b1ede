import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { FARM_PROFILES, farmProfile } from '../../../../shared/model/farm-profiles.ts';
import { EXTENSIONS, type FarmProfile } from '../../../../shared/model/index.ts';
import { parseDocument, toPlain } from '../../../../shared/yaml/index.ts';
import { fail, USAGE_EXIT } from '../exit.ts';

const count = z.coerce.number().int().positive().optional();

const profileFile = z.strictObject({
  name: z.string().min(1),
  supportedExtensions: z.array(z.enum(EXTENSIONS)).optional(),
  maxSteps: count,
  maxEnvironments: count,
  maxParameters: count,
  maxTasksPerStep: count,
  maxTemplateBytes: count,
});

/** The farm profile that `--profile` names: a built-in one, or a YAML or JSON file. */
export async function readProfile(argument: string | undefined): Promise<FarmProfile | undefined> {
  if (argument === undefined) return undefined;
  const known = farmProfile(argument);
  if (known) return known;
  const text = await readFile(argument, 'utf8').catch(() => undefined);
  if (text === undefined)
    fail(
      `--profile takes ${Object.keys(FARM_PROFILES).join(', ')} or the path of a profile file, not "${argument}".`,
      USAGE_EXIT,
    );
  const { root, diagnostics } = parseDocument(text);
  const problem = diagnostics.find(({ severity }) => severity === 'error');
  if (problem || !root) fail(`${argument}: ${problem?.message ?? 'the file is empty.'}`, 1);
  const parsed = profileFile.safeParse(toPlain(root));
  if (!parsed.success)
    fail(`${argument}: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`, 1);
  return Object.fromEntries(
    Object.entries(parsed.data).filter(([, value]) => value !== undefined),
  ) as unknown as FarmProfile;
}
