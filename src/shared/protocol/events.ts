import { z } from 'zod';
import { jsonValue } from './bundle.ts';
import { logBatch } from './log.ts';
import { trouble } from './methods/app.ts';
import { actionRecord, runRecord } from './run.ts';
import { settings } from './settings.ts';

/** What the backend tells without being asked. */
export const events = {
  /** A run's record changed; at most ten a second for one run. */
  'run.changed': z.object({ run: runRecord }),
  /** Actions that began, moved on or ended since the last event of this run. */
  'actions.changed': z.object({ runId: z.string(), actions: z.array(actionRecord) }),
  'log.batch': z.object({ subscription: z.number().int(), batch: logBatch }),
  'terminal.data': z.object({ terminal: z.number().int(), text: z.string() }),
  'terminal.ended': z.object({ terminal: z.number().int(), message: z.string() }),
  /** A file of an open bundle changed on disk, by other hands or by a save of any page, the one that hears it too. */
  'file.changed': z.object({ path: z.string(), hash: z.string().nullable() }),
  /** Someone agreed to a bundle's commands or took that back, in whichever window. */
  'trust.changed': z.object({ root: z.string() }),
  'farm.changed': z.object({
    id: z.number().int(),
    state: z.enum(['running', 'succeeded', 'failed', 'canceled']),
    exitCode: z.number().int().optional(),
    signal: z.string().optional(),
    /** The end of what it wrote. */
    output: z.string(),
  }),
  /** Something is wrong with the application's own files, or, without a message, no longer. */
  'app.trouble': trouble.extend({ message: z.string().nullable() }),
  'settings.changed': z.object({ settings }),
  /** The host asks the page to do something: a menu entry, a file dropped on the icon. */
  'app.command': z.object({ command: z.string(), argument: jsonValue.optional() }),
} as const;

type Events = typeof events;
export type EventName = keyof Events;
export type EventData<E extends EventName> = z.infer<Events[E]>;
