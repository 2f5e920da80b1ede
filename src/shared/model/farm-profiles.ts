import { EXTENSIONS } from './extensions.ts';
import type { FarmProfile } from './profile.ts';

/** The profiles that come with the application, by the name that settings and the command line use. */
export const FARM_PROFILES = {
  specification: { name: 'The specification', supportedExtensions: EXTENSIONS },
  /**
   * AWS Deadline Cloud. Its developer guide (November 2026) documents task chunking; redaction and the
   * first feature bundle are in the model library that its workers install. EXPR and WRAP_ACTIONS are in
   * neither.
   */
  'deadline-cloud': {
    name: 'Deadline Cloud',
    supportedExtensions: ['TASK_CHUNKING', 'REDACTED_ENV_VARS', 'FEATURE_BUNDLE_1'],
  },
} as const satisfies Record<string, FarmProfile>;

type FarmProfileName = keyof typeof FARM_PROFILES;

/** A built-in profile by its name; undefined for a name that is none. */
export function farmProfile(name: string): FarmProfile | undefined {
  return Object.hasOwn(FARM_PROFILES, name) ? FARM_PROFILES[name as FarmProfileName] : undefined;
}
