import { z } from 'zod';
import { parameterValues } from '../bundle.ts';
import { actionRecord, bigText, leftover, runFile, runRecord } from '../run.ts';
import { runRequest } from '../run-request.ts';
import { pathMappingRule } from '../setup.ts';
import { namedText, nothing, run } from './params.ts';

/** Something that would keep a job from running here, or that nobody here can tell. */
export const runFinding = z.object({
  kind: z.enum(['program', 'input', 'output', 'requirement']),
  severity: z.enum(['error', 'unknown']),
  /** What it is about: a program, a path, a requirement's name. */
  subject: z.string(),
  /** Why, in words that say what to do. */
  message: z.string(),
  /** The action, the parameter or the step that asks for it. */
  where: z.string(),
  parameter: z.string().optional(),
});
export type RunFinding = z.infer<typeof runFinding>;

/** Runs, what they were made of and what applications that died left behind. */
export const runMethods = {
  /** What of a request cannot work on this machine; looks at files and the machine, executes nothing. */
  'run.check': { params: runRequest, result: z.array(runFinding) },
  /** Which tasks a run of what an earlier one left over would run: the places of those of each step. */
  'run.rest': {
    params: runRequest,
    result: z.object({
      steps: z.array(
        z.object({
          step: z.string(),
          spans: z.array(z.tuple([bigText, bigText])).max(100_000),
          /** Places of single values, because chunks are sized while they run. */
          single: z.boolean(),
        }),
      ),
    }),
  },
  /** Fails with `trust-required` or `invalid-job`; otherwise the run has begun. */
  'run.start': { params: runRequest, result: runRecord },
  'run.stop': {
    params: z.object({ runId: z.string(), mode: z.enum(['after-running', 'now', 'kill']) }),
    result: nothing,
  },
  'run.get': { params: run, result: runRecord },
  'run.list': {
    params: z.object({
      templatePath: z.string().optional(),
      limit: z.number().int().min(1).max(1000),
      search: z.string().optional(),
    }),
    result: z.array(runRecord),
  },
  'run.remove': { params: run, result: nothing },
  /** Actions `from` … in starting order, at most 5,000 at once. */
  'run.actions': {
    params: z.object({
      runId: z.string(),
      from: z.number().int().min(0),
      count: z.number().int().min(1).max(5000),
    }),
    result: z.object({ actions: z.array(actionRecord), total: z.number().int() }),
  },
  /**
   * States of tasks as one letter each, from a task index on: `-` not in scope, `w` waiting, `r`
   * running, `d` done, `f` failed, `c` canceled.
   */
  'run.taskStates': {
    params: z.object({
      runId: z.string(),
      step: z.string(),
      from: bigText,
      count: z.number().int().min(1).max(1_000_000),
    }),
    result: z.object({ states: z.string() }),
  },
  /** The newest action of a task in a run. */
  'run.taskAction': {
    params: z.object({ runId: z.string(), step: z.string(), taskIndex: bigText }),
    result: z.object({ action: actionRecord.nullable() }),
  },
  /** The files of the bundle as the run found them, beside what they are now. */
  'run.files': { params: run, result: z.object({ files: z.array(runFile) }) },
  /** A text that was kept with the run. */
  'run.file': {
    params: z.object({ runId: z.string(), path: z.string() }),
    result: z.object({ text: z.string() }),
  },
  /**
   * Writes the bundle of a run into a new folder: the files that execute as they were kept, the given texts, and all
   * others as they are now; `changed` names those of them that are no longer what the run found.
   */
  'run.export': {
    params: z.object({
      runId: z.string(),
      directory: z.string(),
      name: z.string(),
      texts: z.array(namedText).max(2000),
    }),
    result: z.object({
      path: z.string(),
      files: z.number().int(),
      changed: z.array(z.string()),
    }),
  },
  'run.inputs': {
    params: run,
    result: z.object({
      text: z.string(),
      parameters: parameterValues,
      environments: z.array(namedText),
      pathMappingRules: z.array(pathMappingRule),
    }),
  },
  /** Why actions cannot run as a user of this machine (`name` or `name:group`); null where they can. */
  'run.checkUser': {
    params: z.object({ user: z.string().min(1).max(100) }),
    result: z.object({ problem: z.string().nullable() }),
  },
  /** Session folders and processes of applications that died, of which nobody else takes care. */
  'leftovers.list': { params: nothing, result: z.array(leftover) },
  /** Ends their processes and deletes their folders; fails with `not-writable` where some stay. */
  'leftovers.clean': { params: z.object({ ids: z.array(z.string()) }), result: nothing },
} as const;
