import { z } from 'zod';
import { recentBundle, sampleBundle } from '../bundle.ts';
import { settings, settingsPatch } from '../settings.ts';
import { nothing, path } from './params.ts';

/** Something is wrong with the application's own files; `id` says which trouble it is. */
export const trouble = z.object({ id: z.string(), message: z.string() });
export type Trouble = z.infer<typeof trouble>;

/** What the page needs to know of the machine it works for. */
export const appInfo = z.object({
  version: z.string(),
  host: z.enum(['electron', 'web', 'memory']),
  platform: z.enum(['linux', 'macos', 'windows']),
  pathFormat: z.enum(['POSIX', 'WINDOWS']),
  homeDirectory: z.string(),
  workingDirectory: z.string(),
  cpuCount: z.number().int(),
  pty: z.object({ available: z.boolean(), reason: z.string().optional() }),
  /** What the command line asked to open. */
  initialPath: z.string().optional(),
  /** What was found to be wrong before the page was there. */
  troubles: z.array(trouble),
});
export type AppInfo = z.infer<typeof appInfo>;

/** The application, its settings and this machine. */
export const appMethods = {
  'app.describe': { params: nothing, result: appInfo },
  /** What is not saved, so that the host can say so before its window closes; `kept`: a draft holds it. */
  'app.tellUnsaved': {
    params: z.object({
      files: z.array(z.object({ name: z.string(), kept: z.boolean() })).max(1000),
    }),
    result: nothing,
  },
  /** Everything is saved: the window that was to close may go. */
  'app.closeWindow': { params: nothing, result: nothing },
  'settings.get': { params: nothing, result: settings },
  'settings.set': { params: z.object({ patch: settingsPatch }), result: settings },
  'samples.list': { params: nothing, result: z.array(sampleBundle) },
  'recent.list': { params: nothing, result: z.array(recentBundle) },
  'recent.remove': { params: path, result: nothing },
  /** Which of these programs are installed here, and where. */
  'machine.findPrograms': {
    params: z.object({ names: z.array(z.string()).max(1000), directory: z.string() }),
    result: z.array(z.object({ name: z.string(), path: z.string().nullable() })),
  },
} as const;
