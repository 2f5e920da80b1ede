import { z } from 'zod';

/**
 * A stretch of an action's log. Lines travel in batches as one text joined by `\n` (never inside a
 * line), with the time of each and one letter a line for what it is: `o` output, `c` command line and
 * headings of ours, `i` info, `w` warning, `e` error of the engine, `d` a directive.
 */
export const logBatch = z.object({
  /** Number of the first line, from 0. */
  first: z.number().int(),
  count: z.number().int(),
  text: z.string(),
  times: z.array(z.number()),
  kinds: z.string(),
  /** Lines in the log so far. */
  total: z.number().int(),
  /** The unfinished last line of a running action: progress that rewrites itself by `\r`. */
  live: z.string().optional(),
  /** The action is over and everything it wrote is in. */
  complete: z.boolean(),
});
export type LogBatch = z.infer<typeof logBatch>;
