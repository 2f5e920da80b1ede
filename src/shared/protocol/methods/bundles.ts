import { z } from 'zod';
import { bundle, bundleTabs, draft, parameterValues, textFile, textPlace } from '../bundle.ts';
import { profileReading } from '../farm-profile.ts';
import { bundleSetupChange } from '../setup.ts';
import { namedText, nothing, path, textWrite } from './params.ts';

/** Bundles: opening, what is kept of them, and where they go. */
export const bundleMethods = {
  /** A folder, a template in it, or an environment template. Nothing of it is executed. */
  'bundle.open': { params: path, result: bundle },
  /** Makes a new bundle folder from a sample or a text; refuses to overwrite. */
  'bundle.create': {
    params: z.object({ directory: z.string(), name: z.string(), text: z.string() }),
    result: bundle,
  },
  'bundle.keepValues': {
    params: z.object({ root: z.string(), values: parameterValues }),
    result: nothing,
  },
  /** Keeps what is given of a bundle's set-up; the rest stays as it was. */
  'bundle.keepSetup': {
    params: z.object({ root: z.string(), setup: bundleSetupChange }),
    result: nothing,
  },
  /** The farm that this bundle is checked for; null: the one of the settings. */
  'bundle.setFarmProfile': {
    params: z.object({ root: z.string(), profile: z.string().nullable() }),
    result: nothing,
  },
  /** A built-in profile by its name, or a profile file by its path. */
  'farmProfile.read': { params: z.object({ profile: z.string() }), result: profileReading },
  /** Which of its files stand in tabs. */
  'bundle.keepTabs': {
    params: z.object({ root: z.string(), tabs: bundleTabs }),
    result: nothing,
  },
  /** A text file by its name in the bundle, with its draft; `outside-bundle` for what leads out of it. */
  'bundle.readFile': {
    params: z.object({ root: z.string(), path: z.string() }),
    result: textFile.extend({ draft: draft.optional(), place: textPlace.optional() }),
  },
  /** As `file.write`, by the file's name in the bundle. */
  'bundle.writeFile': {
    params: textWrite.extend({ root: z.string() }),
    result: textFile,
  },
  /** Writes the bundle into a folder of its own, with these texts in place of or beside its files. */
  'bundle.export': {
    params: z.object({
      root: z.string(),
      directory: z.string(),
      name: z.string(),
      texts: z.array(namedText).max(2000),
      overwrite: z.boolean(),
    }),
    result: z.object({ path: z.string(), files: z.number().int() }),
  },
  /** The command of the settings that sends a bundle to a farm, as it would run; null: it is not installed. */
  'farm.describe': {
    params: z.object({ root: z.string() }),
    result: z.object({
      command: z.array(z.string()),
      program: z.string().nullable(),
      isPreset: z.boolean(),
    }),
  },
  /** Runs it; what it writes and how it ends comes as `farm.changed`. */
  'farm.send': {
    params: z.object({ root: z.string() }),
    result: z.object({ id: z.number().int() }),
  },
  'farm.cancel': { params: z.object({ id: z.number().int() }), result: nothing },
  /** What there is at paths that a file of the bundle names; relative ones begin at its folder. */
  'bundle.findPaths': {
    params: z.object({ root: z.string(), paths: z.array(z.string()).max(2000) }),
    result: z.array(
      z.object({ path: z.string(), kind: z.enum(['file', 'directory', 'missing', 'unknown']) }),
    ),
  },
} as const;
