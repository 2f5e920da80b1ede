import { z } from 'zod';

/** Which lines are wanted; what is empty lets everything through. */
const logFilter = z.object({
  text: z.string().max(1000),
  matchCase: z.boolean(),
  /** Letters of the kinds of line, as in a batch; `E` and `W`: output that looks like an error or a warning. */
  kinds: z.string().regex(/^[ocdmbiweEW]*$/),
});
export type LogFilter = z.infer<typeof logFilter>;

/**
 * A log: of one action, of a session, or (with neither) of a whole run; several are merged by time. A
 * filter leaves some of its lines out; the rest is numbered anew.
 */
export const logTarget = z.object({
  runId: z.string(),
  actionId: z.number().int().optional(),
  session: z.number().int().optional(),
  filter: logFilter.optional(),
});
export type LogTarget = z.infer<typeof logTarget>;

/**
 * A stretch of an action's log. Lines travel in batches as one text joined by `\n` (never inside a
 * line), with the time of each and one letter a line for what it is: `o` output, `c` command line and
 * headings of ours, `b` debug, `i` info, `w` warning, `e` error of the engine, `d` a directive, `m` a line that
 * looks like a directive and is none.
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
  /** The action wrote a log that is not there any more. */
  missing: z.literal(true).optional(),
  /** Of a log that is made of several, or filtered: action, its first line and how many in a row. */
  sources: z.array(z.tuple([z.number().int(), z.number().int(), z.number().int()])).optional(),
});
export type LogBatch = z.infer<typeof logBatch>;

/** How times of lines are written: not at all, since the log began, by the clock here, or in UTC. */
export const logTimes = z.enum(['off', 'relative', 'local', 'utc']);
export type LogTimes = z.infer<typeof logTimes>;
