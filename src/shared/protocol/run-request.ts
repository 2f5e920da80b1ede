import { z } from 'zod';
import { parameterValues } from './bundle.ts';
import { processKind, runScope } from './run.ts';
import { pathMappingRule } from './setup.ts';

/** What is asked for with a run, its checks and its trust. */
export const runRequest = z.object({
  /** The template's path; the text below is what runs, saved or not. */
  templatePath: z.string(),
  text: z.string(),
  parameters: parameterValues,
  environments: z.array(z.object({ path: z.string(), text: z.string() })),
  pathMappingRules: z.array(pathMappingRule),
  scope: runScope,
  processKind,
  sessions: z.number().int().min(1).max(64),
  maxFailures: z.number().int().min(0).optional(),
  keepSessionFolders: z.boolean().optional(),
  /** As whom actions run on POSIX: `name` or `name:group`. */
  user: z.string().min(1).max(100).optional(),
});
export type RunRequest = z.infer<typeof runRequest>;
