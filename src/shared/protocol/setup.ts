import { z } from 'zod';
import { jsonValue, parameterValues } from './values.ts';

/** An environment template that is layered on a bundle's job. */
const environmentLayer = z.object({
  path: z.string(),
  enabled: z.boolean(),
  /** What a past run had in this file, where it is no longer what the disk has. */
  text: z.string().optional(),
});
export type EnvironmentLayer = z.infer<typeof environmentLayer>;

export const pathMappingRule = z.object({
  sourcePathFormat: z.enum(['POSIX', 'WINDOWS', 'URI']),
  sourcePath: z.string(),
  destinationPath: z.string(),
});
export type PathMappingRule = z.infer<typeof pathMappingRule>;

/** A named set of values of a bundle's form. */
export const preset = z.object({ name: z.string().min(1).max(100), values: parameterValues });
export type Preset = z.infer<typeof preset>;

const environments = z.array(environmentLayer).max(100);
const pathMappingRules = z.array(pathMappingRule).max(10_000);
const presets = z.array(preset).max(200);
const recentValues = z.record(z.string(), z.array(jsonValue).max(20));

/** What belongs to a bundle here and not to its files: how its job is run, and values to come back to. */
export const bundleSetup = z.object({
  /** In the order in which they are entered. */
  environments: environments.default([]),
  pathMappingRules: pathMappingRules.default([]),
  presets: presets.default([]),
  /** Values that runs had, the newest first, by parameter. */
  recentValues: recentValues.default({}),
});
export type BundleSetup = z.infer<typeof bundleSetup>;

/** A change of it: what is not given stays as it is, so nothing has a default here. */
export const bundleSetupChange = z
  .object({ environments, pathMappingRules, presets, recentValues })
  .partial();
