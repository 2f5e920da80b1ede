import { z } from 'zod';
import { RESULT_SLICE, resultFile, resultRoot, resultSlice } from '../results.ts';
import { keptPictures } from '../run.ts';
import { nothing, run } from './params.ts';

/** What runs wrote. */
export const resultMethods = {
  /** What is kept with a run, and how much room all runs have taken of what they may; pictures can be let go. */
  'results.kept': {
    params: run,
    result: z.object({
      pictures: keptPictures.nullable(),
      history: z.object({ bytes: z.number().int(), limit: z.number().int() }),
    }),
  },
  'results.dropPictures': { params: run, result: nothing },
  /** Where a run left files: its OUT and INOUT paths, and the session folders that exist. */
  'results.roots': { params: run, result: z.array(resultRoot) },
  /** Files of a folder below a root (`''` is the root itself), linked folders not entered; at most 5,000. */
  'results.list': {
    params: z.object({
      runId: z.string(),
      root: z.string(),
      directory: z.string(),
      recursive: z.boolean(),
    }),
    result: z.object({ files: z.array(resultFile), more: z.number().int() }),
  },
  /**
   * A stretch of a file below a root. Pictures of more than 100 million pixels and files above 64 MB are
   * refused with `too-large` before any of them is sent.
   */
  'results.read': {
    params: z.object({
      runId: z.string(),
      root: z.string(),
      path: z.string(),
      from: z.number().int().min(0),
      count: z.number().int().min(0).max(RESULT_SLICE),
    }),
    result: resultSlice,
  },
} as const;
