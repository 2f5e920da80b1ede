import { z } from 'zod';

/** Parameters and results that many methods have. */

export const nothing = z.object({});
export const path = z.object({ path: z.string() });
export const run = z.object({ runId: z.string() });

/** A text by the name of its file in a bundle. */
export const namedText = z.object({ path: z.string(), text: z.string() });

/** A save: `baseHash` is the version the edits began from; null creates and refuses to overwrite. */
export const textWrite = z.object({
  path: z.string(),
  text: z.string(),
  baseHash: z.string().nullable(),
  force: z.boolean().optional(),
});

/** Columns and rows of a terminal. */
export const terminalSize = z.object({
  columns: z.number().int().min(2).max(1000),
  rows: z.number().int().min(1).max(1000),
});
