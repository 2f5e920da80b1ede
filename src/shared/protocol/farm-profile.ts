import { z } from 'zod';
import type { Extension } from '../model/extensions.ts';
import type { FarmProfile, OperatingSystem } from '../model/profile.ts';

const count = z.number().int().positive().optional();
const extension = z.enum([
  'TASK_CHUNKING',
  'REDACTED_ENV_VARS',
  'FEATURE_BUNDLE_1',
  'EXPR',
  'WRAP_ACTIONS',
] as const satisfies readonly Extension[]);
const operatingSystem = z.enum([
  'linux',
  'windows',
  'macos',
] as const satisfies readonly OperatingSystem[]);

/** A farm profile as a file and the wire hold it; what each field means stands at `FarmProfile`. */
export const farmProfile = z
  .strictObject({
    name: z.string().min(1).max(100),
    supportedExtensions: z.array(extension).optional(),
    operatingSystems: z.array(operatingSystem).optional(),
    maxSteps: count,
    maxEnvironments: count,
    maxParameters: count,
    maxTasksPerStep: count,
    maxTemplateBytes: count,
  })
  .transform(withoutUndefined);

/** What reading a profile came to: a file may be gone or wrong, and that is said where it was chosen. */
export const profileReading = z.union([
  z.object({ profile: farmProfile }),
  z.object({ problem: z.string() }),
]);

function withoutUndefined(profile: { readonly name: string }): FarmProfile {
  return Object.fromEntries(
    Object.entries(profile).filter(([, value]) => value !== undefined),
  ) as unknown as FarmProfile;
}
