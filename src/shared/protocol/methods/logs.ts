import { z } from 'zod';
import { logBatch, logTarget, logTimes } from '../log.ts';
import { nothing } from './params.ts';

/** Logs of actions, sessions and runs. */
export const logMethods = {
  'log.read': {
    params: logTarget.extend({
      from: z.number().int().min(0),
      count: z.number().int().min(1).max(5000),
    }),
    result: logBatch,
  },
  /** Begins a stream of `log.batch` events; at most two unacknowledged batches are on the way. */
  'log.subscribe': {
    params: logTarget.extend({ from: z.number().int().min(0) }),
    result: z.object({ subscription: z.number().int() }),
  },
  'log.acknowledge': {
    params: z.object({ subscription: z.number().int(), upTo: z.number().int() }),
    result: nothing,
  },
  'log.unsubscribe': { params: z.object({ subscription: z.number().int() }), result: nothing },
  'log.search': {
    params: logTarget.extend({
      text: z.string().max(1000),
      matchCase: z.boolean(),
      /** Instead of a text: lines that look like errors. */
      errors: z.boolean().optional(),
      /** Line numbers returned at most. */
      limit: z.number().int().min(1).max(10_000),
    }),
    result: z.object({ count: z.number().int(), lines: z.array(z.number().int()) }),
  },
  /** Writes a log as plain text into a file; nothing of it goes through the page. */
  'log.export': {
    params: logTarget.extend({ path: z.string(), times: logTimes }),
    result: z.object({ lines: z.number().int(), bytes: z.number().int() }),
  },
  /** Shows an action's log as plain text in the editor of the settings, else in what the system opens it with. */
  'log.openOutside': {
    params: z.object({
      runId: z.string(),
      actionId: z.number().int(),
      line: z.number().int().min(0),
    }),
    result: z.object({ path: z.string() }),
  },
} as const;
