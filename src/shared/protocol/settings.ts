import { z } from 'zod';
import { jsonValue } from './bundle.ts';
import { processKind } from './run.ts';

/** The user's settings. Every field has a default, so that an old or damaged file still loads. */
export const settings = z.object({
  theme: z.enum(['system', 'dark', 'light']).default('system'),
  processKind: processKind.default('pty'),
  /** Sessions that run side by side. */
  sessions: z.number().int().min(1).max(64).default(1),
  lowPriority: z.boolean().default(true),
  keepSessionFolders: z.boolean().default(false),
  /** Ends the run after this many failed tasks; 0 is never. */
  maxFailures: z.number().int().min(0).max(1_000_000).default(1),
  farmProfile: z.string().default('specification'),
  arrangement: z.enum(['artist', 'td']).default('td'),
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
    'keepSessionFolders',
    'maxFailures',
    'farmProfile',
    'arrangement',
    'layout',
  ]),
  jsonValue,
);
export type SettingsPatch = z.infer<typeof settingsPatch>;
