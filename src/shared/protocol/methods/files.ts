import { z } from 'zod';
import { directoryEntry, textFile, textPlace } from '../bundle.ts';
import { nothing, path, textWrite } from './params.ts';

/** Text files that pages have open, and their drafts. */
export const fileMethods = {
  'file.read': { params: path, result: textFile },
  /** Reads a file and tells by `file.changed` when it becomes another, as long as the page is there. */
  'file.watch': { params: path, result: textFile },
  /** The page has opened another bundle, or none: of all that it watched only this template is watched on. */
  'file.unwatchOthers': { params: z.object({ template: z.string().nullable() }), result: nothing },
  /** Atomic. */
  'file.write': {
    params: textWrite,
    result: textFile,
  },
  'file.list': {
    params: z.object({ directory: z.string() }),
    result: z.object({
      directory: z.string(),
      parent: z.string().optional(),
      entries: z.array(directoryEntry),
      more: z.number().int(),
    }),
  },
  /** The system's own dialog; `unsupported` where the host has none (the page then shows its own). */
  'file.choose': {
    params: z.object({
      mode: z.enum(['open-bundle', 'input-file', 'output-file', 'directory']),
      title: z.string(),
      startAt: z.string().optional(),
      filters: z.array(z.object({ label: z.string(), patterns: z.array(z.string()) })).optional(),
    }),
    result: z.object({ path: z.string().nullable() }),
  },
  'draft.save': {
    params: z.object({
      path: z.string(),
      text: z.string(),
      baseHash: z.string(),
      cursor: z.number().int(),
    }),
    result: nothing,
  },
  'draft.discard': { params: path, result: nothing },
  /** Remembers where someone is in a document, for the next time that it is opened. */
  'place.keep': { params: z.object({ path: z.string(), place: textPlace }), result: nothing },
} as const;
