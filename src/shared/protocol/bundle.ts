import { z } from 'zod';
import { bundleSetup } from './setup.ts';
import { type JsonValue, jsonValue, type ParameterValues, parameterValues } from './values.ts';

export { type JsonValue, jsonValue, type ParameterValues, parameterValues };

const bundleFile = z.object({
  /** Relative to the bundle's folder, with `/`. */
  path: z.string(),
  size: z.number(),
  kind: z.enum(['template', 'environment', 'values', 'script', 'other']),
});
export type BundleFile = z.infer<typeof bundleFile>;

/** A text file with what is needed to save it safely again: the hash says which version was read. */
export const textFile = z.object({
  path: z.string(),
  text: z.string(),
  /** SHA-256 of the bytes on disk. */
  hash: z.string(),
  readOnly: z.boolean(),
});
export type TextFile = z.infer<typeof textFile>;

/** What was typed and not saved when the window went away. */
export const draft = z.object({
  text: z.string(),
  /** Hash of the file the edits began from. */
  baseHash: z.string(),
  cursor: z.number().int(),
  savedAt: z.number(),
});
export type Draft = z.infer<typeof draft>;

/** One change of a text; it `joins` the one before when both are one step of undo. */
const textStep = z.object({
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  text: z.string(),
  joins: z.boolean(),
});
export type TextStep = z.infer<typeof textStep>;

/** Where someone was in a text, and the steps of undo and redo that it has. */
export const textPlace = z.object({
  /** Fingerprint of the text that the steps belong to: with any other text they mean nothing. */
  of: z.string().max(100),
  /** Cursor, selection, folds and what was in view, as the editor tells them. */
  view: jsonValue,
  /** What leads back, from the last change to the first, each over the text that the one before left. */
  back: z.array(textStep).max(5000),
  /** What was undone, in the order in which redo makes it again. */
  forth: z.array(textStep).max(5000),
});
export type TextPlace = z.infer<typeof textPlace>;

export const trustState = z.enum(['trusted', 'untrusted', 'changed']);
export type TrustState = z.infer<typeof trustState>;

/** What stands in tabs, and which of these views and files is in front. */
export const bundleTabs = z.object({
  files: z.array(z.string()).max(200),
  chosen: z.string(),
  /** Cards that were opened or folded by hand in the form, by their paths, and how far it was scrolled. */
  form: z
    .object({
      cards: z.record(z.string(), z.boolean()),
      scroll: z.number().min(0),
    })
    .optional(),
  /** Steps that are folded in the graph. */
  folded: z.array(z.string()).max(2000).optional(),
});
export type BundleTabs = z.infer<typeof bundleTabs>;

export const bundle = z.object({
  /** The folder, and the template in it. */
  root: z.string(),
  name: z.string(),
  template: textFile,
  format: z.enum(['yaml', 'json']),
  files: z.array(bundleFile),
  /** Files beyond the first 2,000 are not listed. */
  moreFiles: z.number().int(),
  /** From `parameter_values.yaml|json`: the submitter's choices that travel with the bundle. */
  bundledValues: parameterValues,
  /** What was typed into the form the last time, kept by the application. */
  keptValues: parameterValues,
  trust: trustState,
  isSample: z.boolean(),
  draft: draft.optional(),
  place: textPlace.optional(),
  setup: bundleSetup,
  /** The farm that this bundle is checked for, where it is not the one of the settings. */
  farmProfile: z.string().optional(),
  /** How its files stood in tabs the last time. */
  tabs: bundleTabs.optional(),
});
export type Bundle = z.infer<typeof bundle>;

export const recentBundle = z.object({
  path: z.string(),
  name: z.string(),
  openedAt: z.number(),
  missing: z.boolean(),
});
export type RecentBundle = z.infer<typeof recentBundle>;

export const sampleBundle = z.object({
  path: z.string(),
  name: z.string(),
  description: z.string(),
});
export type SampleBundle = z.infer<typeof sampleBundle>;

export const directoryEntry = z.object({
  name: z.string(),
  path: z.string(),
  kind: z.enum(['directory', 'file']),
  size: z.number().optional(),
  /** A folder with a template in it. */
  isBundle: z.boolean(),
});
export type DirectoryEntry = z.infer<typeof directoryEntry>;
