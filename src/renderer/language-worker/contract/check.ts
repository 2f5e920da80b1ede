import type { FarmProfile } from '../../../shared/model/profile.ts';
import type { FormParameter } from './form.ts';
import type { GraphStep, Outline } from './outline.ts';
import type { Problem } from './places.ts';
import type { OtherText } from './texts.ts';

/** The check of a template with its layered environments. */

export interface CheckParams {
  readonly text: string;
  readonly format: 'yaml' | 'json';
  /** Environment templates in the order in which they are entered. */
  readonly environments: readonly OtherText[];
  /** The farm that the template is meant for. */
  readonly farmProfile?: FarmProfile;
  /** Commands that were looked for on this machine and are not there. */
  readonly missingCommands?: readonly string[];
}

/** An environment template that is layered on the job. */
export interface LayerCheck {
  readonly path: string;
  readonly name?: string;
  readonly valid: boolean;
  readonly problems: readonly Problem[];
  readonly parameters: readonly string[];
  readonly variables: readonly string[];
  readonly actions: readonly string[];
}

export interface CheckResult {
  readonly kind?: 'job' | 'environment';
  readonly name?: string;
  readonly description?: string;
  readonly specificationVersion?: string;
  readonly extensions: readonly string[];
  readonly valid: boolean;
  readonly problems: readonly Problem[];
  /** The commands of the actions that are written out, to be looked for on this machine. */
  readonly commands: readonly string[];
  readonly outline: Outline;
  /** Absent while the text cannot be read as a job template. */
  readonly graph?: readonly GraphStep[];
  readonly form: readonly FormParameter[];
  readonly environments: readonly LayerCheck[];
  /** Milliseconds the worker took. */
  readonly elapsed: number;
}
