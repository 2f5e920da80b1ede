import { z } from 'zod';
import {
  bundle,
  bundleTabs,
  directoryEntry,
  draft,
  jsonValue,
  parameterValues,
  recentBundle,
  sampleBundle,
  textFile,
  textPlace,
  trustState,
} from './bundle.ts';
import { profileReading } from './farm-profile.ts';
import { logBatch, logTarget, logTimes } from './log.ts';
import { RESULT_SLICE, resultFile, resultRoot, resultSlice } from './results.ts';
import {
  actionRecord,
  bigText,
  keptPictures,
  leftover,
  processKind,
  runFile,
  runRecord,
  runScope,
} from './run.ts';
import { settings, settingsPatch } from './settings.ts';
import { bundleSetupChange, pathMappingRule } from './setup.ts';

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
});
export type AppInfo = z.infer<typeof appInfo>;

export const runRequest = z.object({
  /** The template's path; the text below is what runs, saved or not. */
  templatePath: z.string(),
  text: z.string(),
  parameters: parameterValues,
  environments: z.array(z.object({ path: z.string(), text: z.string() })),
  pathMappingRules: z.array(pathMappingRule),
  scope: runScope,
  processKind,
  sessions: z.number().int().min(1).max(64),
  maxFailures: z.number().int().min(0).optional(),
  keepSessionFolders: z.boolean().optional(),
  /** As whom actions run on POSIX: `name` or `name:group`. */
  user: z.string().min(1).max(100).optional(),
});
export type RunRequest = z.infer<typeof runRequest>;

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

/**
 * Some of a job's commands, with the embedded files that belong to them. Of many, those come first that
 * begin with a program that no other before began with.
 */
export const commandPage = z.object({
  commands: z.array(
    z.object({
      where: z.string(),
      command: z.string(),
      args: z.array(z.string()),
      /** Where the program was found; absent: it is not installed here. */
      program: z.string().optional(),
    }),
  ),
  scripts: z.array(z.object({ name: z.string(), text: z.string() })),
  /** Of all commands that were asked for. */
  total: z.number().int(),
});
export type CommandPage = z.infer<typeof commandPage>;

/** The one clear sheet before anything of an untrusted bundle runs; of many commands the first page. */
export const trustSheet = commandPage.extend({
  root: z.string(),
  state: trustState,
  /** Binds the decision to what was shown. */
  contentHash: z.string(),
  /** Files of the bundle that count as executable content. */
  files: z.array(z.string()),
  /** Environment templates from elsewhere, each with the hash that the decision binds to. */
  environments: z.array(z.object({ path: z.string(), hash: z.string() })),
});
export type TrustSheet = z.infer<typeof trustSheet>;

const nothing = z.object({});
const path = z.object({ path: z.string() });
const run = z.object({ runId: z.string() });

/**
 * Every method of the backend: its name, what it takes and what it gives. The dispatcher answers
 * nothing that is not in this table and validates both ways at the edge.
 */
export const methods = {
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
    params: z.object({
      root: z.string(),
      path: z.string(),
      text: z.string(),
      baseHash: z.string().nullable(),
      force: z.boolean().optional(),
    }),
    result: textFile,
  },
  /** Writes the bundle into a folder of its own, with these texts in place of or beside its files. */
  'bundle.export': {
    params: z.object({
      root: z.string(),
      directory: z.string(),
      name: z.string(),
      texts: z.array(z.object({ path: z.string(), text: z.string() })).max(2000),
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

  'file.read': { params: path, result: textFile },
  /** Reads a file and tells by `file.changed` when it becomes another, as long as the page is there. */
  'file.watch': { params: path, result: textFile },
  /** Atomic. `baseHash` is the version the edits began from; null creates and refuses to overwrite. */
  'file.write': {
    params: z.object({
      path: z.string(),
      text: z.string(),
      baseHash: z.string().nullable(),
      force: z.boolean().optional(),
    }),
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

  /** Which of these programs are installed here, and where. */
  'machine.findPrograms': {
    params: z.object({ names: z.array(z.string()).max(1000), directory: z.string() }),
    result: z.array(z.object({ name: z.string(), path: z.string().nullable() })),
  },

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

  'trust.describe': { params: runRequest, result: trustSheet },
  /** Further commands of the sheet, or those that contain a text. */
  'trust.commands': {
    params: runRequest.extend({
      search: z.string().max(200),
      from: z.number().int().min(0),
    }),
    result: commandPage,
  },
  'trust.grant': {
    params: z.object({
      root: z.string(),
      contentHash: z.string(),
      /** Hashes of environment templates from elsewhere that were shown. */
      environmentHashes: z.array(z.string()).max(100).optional(),
    }),
    result: nothing,
  },
  'trust.revoke': { params: z.object({ root: z.string() }), result: nothing },

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
  /** What is kept with a run, and how much room all runs have taken of what they may; pictures can be let go. */
  'results.kept': {
    params: run,
    result: z.object({
      pictures: keptPictures.nullable(),
      history: z.object({ bytes: z.number().int(), limit: z.number().int() }),
    }),
  },
  'results.dropPictures': { params: run, result: nothing },
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
      texts: z.array(z.object({ path: z.string(), text: z.string() })).max(2000),
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
      environments: z.array(z.object({ path: z.string(), text: z.string() })),
      pathMappingRules: z.array(pathMappingRule),
    }),
  },

  'log.read': {
    params: logTarget.extend({
      from: z.number().int().min(0),
      count: z.number().int().min(1).max(5000),
    }),
    result: logBatch,
  },
  /** Begins a stream of `log.batch` events; at most two unacknowledged batches are on the way. */
  'log.subscribe': {
    params: logTarget.extend({ from: z.number().int().min(0) }),
    result: z.object({ subscription: z.number().int() }),
  },
  'log.acknowledge': {
    params: z.object({ subscription: z.number().int(), upTo: z.number().int() }),
    result: nothing,
  },
  'log.unsubscribe': { params: z.object({ subscription: z.number().int() }), result: nothing },
  'log.search': {
    params: logTarget.extend({
      text: z.string().max(1000),
      matchCase: z.boolean(),
      /** Instead of a text: lines that look like errors. */
      errors: z.boolean().optional(),
      /** Line numbers returned at most. */
      limit: z.number().int().min(1).max(10_000),
    }),
    result: z.object({ count: z.number().int(), lines: z.array(z.number().int()) }),
  },
  /** Writes a log as plain text into a file; nothing of it goes through the page. */
  'log.export': {
    params: logTarget.extend({ path: z.string(), times: logTimes }),
    result: z.object({ lines: z.number().int(), bytes: z.number().int() }),
  },
  /** Shows an action's log as plain text in the editor of the settings, else in what the system opens it with. */
  'log.openOutside': {
    params: z.object({
      runId: z.string(),
      actionId: z.number().int(),
      line: z.number().int().min(0),
    }),
    result: z.object({ path: z.string() }),
  },

  /** Starts a shell in the folder of a session that runs or was kept, with the variables of its actions. */
  'terminal.open': {
    params: z.object({
      runId: z.string(),
      directory: z.string(),
      columns: z.number().int().min(2).max(1000),
      rows: z.number().int().min(1).max(1000),
    }),
    result: z.object({
      terminal: z.number().int(),
      shell: z.string(),
      /** False: the session's variables are not known any more, the shell has those of the application. */
      hasVariables: z.boolean(),
    }),
  },
  'terminal.write': {
    params: z.object({ terminal: z.number().int(), text: z.string().max(1 << 20) }),
    result: nothing,
  },
  'terminal.resize': {
    params: z.object({
      terminal: z.number().int(),
      columns: z.number().int().min(2).max(1000),
      rows: z.number().int().min(1).max(1000),
    }),
    result: nothing,
  },
  /** So much of the output has been drawn; the shell waits while too much has not. */
  'terminal.acknowledge': {
    params: z.object({ terminal: z.number().int(), characters: z.number().int().min(0) }),
    result: nothing,
  },
  'terminal.close': { params: z.object({ terminal: z.number().int() }), result: nothing },

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

export type Methods = typeof methods;
export type MethodName = keyof Methods;
export type Params<M extends MethodName> = z.infer<Methods[M]['params']>;
export type Result<M extends MethodName> = z.infer<Methods[M]['result']>;

/** What the backend tells without being asked. */
export const events = {
  /** A run's record changed; at most ten a second for one run. */
  'run.changed': z.object({ run: runRecord }),
  /** Actions that began, moved on or ended since the last event of this run. */
  'actions.changed': z.object({ runId: z.string(), actions: z.array(actionRecord) }),
  'log.batch': z.object({ subscription: z.number().int(), batch: logBatch }),
  'terminal.data': z.object({ terminal: z.number().int(), text: z.string() }),
  'terminal.ended': z.object({ terminal: z.number().int(), message: z.string() }),
  /** A file of an open bundle changed on disk, by other hands or by a save of any page, the one that hears it too. */
  'file.changed': z.object({ path: z.string(), hash: z.string().nullable() }),
  'farm.changed': z.object({
    id: z.number().int(),
    state: z.enum(['running', 'succeeded', 'failed', 'canceled']),
    exitCode: z.number().int().optional(),
    signal: z.string().optional(),
    /** The end of what it wrote. */
    output: z.string(),
  }),
  'settings.changed': z.object({ settings }),
  /** The host asks the page to do something: a menu entry, a file dropped on the icon. */
  'app.command': z.object({ command: z.string(), argument: jsonValue.optional() }),
} as const;

export type Events = typeof events;
export type EventName = keyof Events;
export type EventData<E extends EventName> = z.infer<Events[E]>;
