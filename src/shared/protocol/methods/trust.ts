import { z } from 'zod';
import { trustState } from '../bundle.ts';
import { runRequest } from '../run-request.ts';
import { nothing } from './params.ts';

/**
 * Some of a job's commands, with the embedded files that belong to them. Of many, those come first that
 * begin with a program that no other before began with.
 */
export const commandPage = z.object({
  commands: z.array(
    z.object({
      where: z.string(),
      command: z.string(),
      args: z.array(z.string()),
      /** Where the program was found; absent: it is not installed here. */
      program: z.string().optional(),
    }),
  ),
  scripts: z.array(z.object({ name: z.string(), text: z.string() })),
  /** Of all commands that were asked for. */
  total: z.number().int(),
});
export type CommandPage = z.infer<typeof commandPage>;

/** The one clear sheet before anything of an untrusted bundle runs; of many commands the first page. */
export const trustSheet = commandPage.extend({
  root: z.string(),
  state: trustState,
  /** Binds the decision to what was shown. */
  contentHash: z.string(),
  /** Files of the bundle that count as executable content. */
  files: z.array(z.string()),
  /** Where not all files could be looked at: only those near the template count, and only until the end. */
  beyond: z.object({ code: z.enum(['too-many', 'unreadable']), path: z.string() }).optional(),
  /** Environment templates from elsewhere, each with the hash that the decision binds to. */
  environments: z.array(z.object({ path: z.string(), hash: z.string() })),
});
export type TrustSheet = z.infer<typeof trustSheet>;

/** The one clear sheet, and what was agreed to. */
export const trustMethods = {
  'trust.describe': { params: runRequest, result: trustSheet },
  /** Further commands of the sheet, or those that contain a text. */
  'trust.commands': {
    params: runRequest.extend({
      search: z.string().max(200),
      from: z.number().int().min(0),
    }),
    result: commandPage,
  },
  'trust.grant': {
    params: z.object({
      root: z.string(),
      contentHash: z.string(),
      /** Hashes of environment templates from elsewhere that were shown. */
      environmentHashes: z.array(z.string()).max(100).optional(),
    }),
    result: nothing,
  },
  'trust.revoke': { params: z.object({ root: z.string() }), result: nothing },
} as const;
