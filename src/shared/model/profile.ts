import type { Extension } from './extensions.ts';

/** What a farm takes, where it takes less than the specification allows. */
export interface FarmProfile {
  readonly name: string;
  readonly supportedExtensions?: readonly Extension[];
  readonly maxSteps?: number;
  readonly maxEnvironments?: number;
  readonly maxParameters?: number;
  readonly maxTasksPerStep?: number;
  readonly maxTemplateBytes?: number;
}
