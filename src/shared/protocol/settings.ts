import { z } from 'zod';
import { jsonValue } from './bundle.ts';
import { logTimes } from './log.ts';
import { processKind } from './run.ts';

/** The user's settings. Every field has a default, so that an old or damaged file still loads. */
export const settings = z.object({
  theme: z.enum(['system', 'dark', 'light']).default('system'),
  processKind: processKind.default('pty'),
  /** Sessions that run side by side. */
  sessions: z.number().int().min(1).max(64).default(1),
  lowPriority: z.boolean().default(true),
  /** As whom actions run on POSIX: `name` or `name:group`; empty: as the user of this process. */
  user: z.string().max(100).default(''),
  keepSessionFolders: z.boolean().default(false),
  /** Ends the run after this many failed tasks; 0 is never. */
  maxFailures: z.number().int().min(0).max(1_000_000).default(1),
  farmProfile: z.string().default('specification'),
  /** How the times of log lines are shown. */
  logTimes: logTimes.default('local'),
  logWrap: z.boolean().default(false),
  /** Program and arguments that show a log, with `{file}` and `{line}`; empty: what the system opens it with. */
  logEditor: z.array(z.string().max(4096)).max(32).default([]),
  /** An action without output, progress and work of its processors for so long is noticed; 0 is never. */
  stallSeconds: z.number().int().min(0).max(86_400).default(120),
  /** Tells of runs that are over when the window is not in front. */
  notifications: z.boolean().default(false),
  /** Program and arguments that send a bundle to a farm, with `{bundle}`; empty: `deadline bundle gui-submit`. */
  farmCommand: z.array(z.string().max(4096)).max(32).default([]),
  /** What follows when no signer vouches for a bundle that is to run. */
  signaturePolicy: z.enum(['off', 'warn', 'block']).default('off'),
  /** Which views stand in front; `none` until someone chooses. */
  arrangement: z.enum(['none', 'artist', 'td']).default('none'),
  /** Sizes of panels and the like: the window's own, by name. */
  layout: z.record(z.string(), jsonValue).default({}),
});
export type Settings = z.infer<typeof settings>;
export const settingsPatch = z.partialRecord(
  z.enum([
    'theme',
    'processKind',
    'sessions',
    'lowPriority',
    'user',
    'keepSessionFolders',
    'maxFailures',
    'farmProfile',
    'logTimes',
    'logWrap',
    'logEditor',
    'stallSeconds',
    'notifications',
    'farmCommand',
    'signaturePolicy',
    'arrangement',
    'layout',
  ]),
  jsonValue,
);
export type SettingsPatch = z.infer<typeof settingsPatch>;
