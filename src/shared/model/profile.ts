import type { Extension } from './extensions.ts';

export const OPERATING_SYSTEMS = ['linux', 'windows', 'macos'] as const;
/** The values of `attr.worker.os.family` (§3.3.2.1). */
export type OperatingSystem = (typeof OPERATING_SYSTEMS)[number];

/** What a farm takes, where it takes less than the specification allows. What is missing is not limited. */
export interface FarmProfile {
  readonly name: string;
  readonly supportedExtensions?: readonly Extension[];
  /** What its workers run. */
  readonly operatingSystems?: readonly OperatingSystem[];
  readonly maxSteps?: number;
  readonly maxEnvironments?: number;
  readonly maxParameters?: number;
  readonly maxTasksPerStep?: number;
  readonly maxTemplateBytes?: number;
}

/** Findings about the farm alone: they do not keep a template from running elsewhere. */
export const FARM_CODES: ReadonlySet<string> = new Set([
  'unsupported-extension',
  'profile-limit',
  'worker-os',
]);
