import { z } from 'zod';

/**
 * A place where a run left files: an OUT or INOUT path of the job, a session's folder, or copies of pictures that are
 * kept with the history because the next run writes over them.
 */
export const resultRoot = z.object({
  /** Names the root in the other methods; the page never says paths outside of one. */
  id: z.string(),
  kind: z.enum(['output', 'session', 'kept']),
  /** The parameter's name, or the session's folder name. */
  label: z.string(),
  path: z.string(),
  /** Nothing is there (yet). */
  missing: z.boolean(),
  /** The parameter names one file: nothing else of its folder is shown. */
  single: z.boolean(),
});
export type ResultRoot = z.infer<typeof resultRoot>;

export const resultFile = z.object({
  /** Relative to the root, with `/`. */
  path: z.string(),
  /** `refused`: a link that leads out of the root, or nothing that can be read (a pipe, a device). */
  kind: z.enum(['file', 'directory', 'refused']),
  size: z.number(),
  /** ms since 1970. */
  modifiedAt: z.number(),
  /** When it came to be, where the file system knows it; 0 elsewhere. */
  createdAt: z.number(),
});
export type ResultFile = z.infer<typeof resultFile>;

/** Bytes of one answer of `results.read` at most: nothing larger is encoded at once. */
export const RESULT_SLICE = 1024 * 1024;

export const resultSlice = z.object({
  /** By what the bytes are, not by the name alone. */
  type: z.enum([
    'image/png',
    'image/jpeg',
    'image/webp',
    'image/x-exr',
    'image/svg+xml',
    'text/plain',
    'application/octet-stream',
  ]),
  size: z.number(),
  modifiedAt: z.number(),
  /** Pixels, as the picture's header says. */
  width: z.number().int().optional(),
  height: z.number().int().optional(),
  from: z.number().int(),
  /** Base64 of the bytes `from` …; empty at the end. */
  data: z.string(),
});
export type ResultSlice = z.infer<typeof resultSlice>;
