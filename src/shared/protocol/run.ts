import { z } from 'zod';

/** Integers beyond 2⁵³ cross the wire as decimal text; this is the one place that says how. */
export const bigText = z.string().regex(/^-?[0-9]{1,40}$/);

export const processKind = z.enum(['pipe', 'pty']);
export type ProcessKind = z.infer<typeof processKind>;

/** What a run covers. Task indices count from 0 in the step's task space. */
export const runScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('scout'), step: z.string().optional() }),
  z.object({
    kind: z.literal('tasks'),
    step: z.string(),
    indices: z.array(bigText).min(1).max(100_000),
    withDependencies: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('step'), step: z.string(), withDependencies: z.boolean() }),
  z.object({ kind: z.literal('job') }),
  /** The failed and never-run tasks of an earlier run, again, in fresh sessions. */
  z.object({ kind: z.literal('failed'), runId: z.string() }),
]);
export type RunScope = z.infer<typeof runScope>;

const runState = z.enum([
  'waiting',
  'running',
  'stopping',
  'succeeded',
  'failed',
  'canceled',
  /** The application died while it ran; found at the next start. */
  'interrupted',
]);
export type RunState = z.infer<typeof runState>;

const actionState = z.enum(['running', 'succeeded', 'failed', 'canceled', 'timeout']);
export type ActionState = z.infer<typeof actionState>;

const actionKind = z.enum([
  'onEnter',
  'onExit',
  'onRun',
  'onWrapEnvEnter',
  'onWrapTaskRun',
  'onWrapEnvExit',
]);
export type ActionKind = z.infer<typeof actionKind>;

/** One action of a run, as it is kept in the history and shown in the window. Times are ms since 1970. */
export const actionRecord = z.object({
  /** Counts from 1 within the run, in the order of starting. */
  id: z.number().int(),
  session: z.number().int(),
  kind: actionKind,
  /** What people call it: `Render · Frame=19 Layer=matte`, `Enter Python tools`. */
  label: z.string(),
  environment: z.string().optional(),
  step: z.string().optional(),
  taskIndex: bigText.optional(),
  /** How many tasks it is, where it is a chunk of several. */
  tasks: z.number().int().optional(),
  parameters: z.record(z.string(), z.string()).optional(),
  state: actionState,
  startedAt: z.number(),
  endedAt: z.number().optional(),
  exitCode: z.number().nullable().optional(),
  signal: z.string().nullable().optional(),
  /** 0…100, from `openjd_progress`. */
  progress: z.number().optional(),
  statusMessage: z.string().optional(),
  failMessage: z.string().optional(),
  /** Why it failed when the process itself did not say: not found, timed out, … */
  reason: z.string().optional(),
  /** The last line of its log that looks like an error, with its line number. */
  lastError: z.object({ line: z.number().int(), text: z.string() }).optional(),
  /** Program and arguments as they ran, redacted. */
  command: z.array(z.string()),
  pid: z.number().int().optional(),
  processKind,
  /** While it is being canceled: when the notify period ends. */
  notifyEndsAt: z.number().optional(),
  timeoutAt: z.number().optional(),
  /** Bytes, of the whole process tree. */
  peakMemory: z.number().optional(),
  /** Seconds of CPU, of the whole process tree. */
  cpuTime: z.number().optional(),
  /** Since when it has given no sign of work: no output, no progress, no use of processors. */
  stalledSince: z.number().optional(),
  /** Lines that look like directives and are none. */
  malformed: z.number().int().optional(),
  logLines: z.number().int(),
});
export type ActionRecord = z.infer<typeof actionRecord>;

export const stepProgress = z.object({
  name: z.string(),
  /** Tasks of this step in the run's scope. */
  total: bigText,
  succeeded: z.number().int(),
  failed: z.number().int(),
  canceled: z.number().int(),
  running: z.number().int(),
});
export type StepProgress = z.infer<typeof stepProgress>;

/** Pictures of a run that were kept, of how many that it wrote. */
export const keptPictures = z.object({
  kept: z.number().int(),
  found: z.number().int(),
  bytes: z.number().int(),
});
export type KeptPictures = z.infer<typeof keptPictures>;

/** A file of a bundle, as a run found it beside what it is now. */
export const runFile = z.object({
  path: z.string(),
  state: z.enum(['same', 'changed', 'gone']),
  /** Whether its bytes were kept with the run. */
  kept: z.boolean(),
});
export type RunFile = z.infer<typeof runFile>;

export const runRecord = z.object({
  id: z.string(),
  name: z.string(),
  templatePath: z.string(),
  scope: runScope,
  state: runState,
  /** Stopping, but what runs is left to end by itself. */
  finishing: z.boolean().optional(),
  processKind,
  /** Why it is not the kind that was asked for. */
  processKindReason: z.string().optional(),
  sessions: z.number().int(),
  createdAt: z.number(),
  startedAt: z.number().optional(),
  endedAt: z.number().optional(),
  steps: z.array(stepProgress),
  actionCount: z.number().int(),
  /** Session folders that exist on disk (kept ones after the end). */
  sessionDirectories: z.array(z.string()),
  /** The numbers of their sessions, in the same order. */
  sessionNumbers: z.array(z.number().int()).optional(),
  /** Why the run ended, in words, when it did not succeed. */
  message: z.string().optional(),
  /** SHA-256 of the template text that runs. */
  templateHash: z.string(),
  /** Of a run of what another left over. */
  again: z
    .object({
      /** What the first of these runs was to cover. */
      covers: z.enum(['scout', 'tasks', 'step', 'job', 'failed']),
      /** By step: what was changed since those ran that need not run again (parameters, `(template)`, `(rules)`). */
      differs: z.record(z.string(), z.array(z.string())).optional(),
    })
    .optional(),
});
export type RunRecord = z.infer<typeof runRecord>;

/** A session that its application did not live to close. */
export const leftover = z.object({
  id: z.string(),
  directory: z.string(),
  /** False when only processes are left. */
  exists: z.boolean(),
  bytes: z.number(),
  /** There is more than was counted. */
  more: z.boolean(),
  /** When the session was opened. */
  openedAt: z.number(),
  processes: z.array(z.object({ pid: z.number().int(), command: z.string() })),
});
export type Leftover = z.infer<typeof leftover>;
