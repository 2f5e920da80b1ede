import { dirname, join } from 'node:path';
import type { Job } from '../../shared/model/index.ts';
import {
  type Params,
  ProtocolError,
  type Result,
  type RunRecord,
  type TrustSheet,
} from '../../shared/protocol/index.ts';
import type { Backend, Broadcast } from '../backend.ts';
import { ptyAvailability } from '../process/index.ts';
import {
  type RunEvent,
  type RunInputs,
  RunManager,
  RunStore,
  type SessionPlace,
} from '../runs/index.ts';
import {
  parseSessionUser,
  SessionError,
  SessionUserError,
  sessionUserProblem,
} from '../session/index.ts';
import type { AppPaths } from './app-paths.ts';
import { exportBundle } from './export-service.ts';
import { compareFiles, keepFiles, keptPath, keptSources } from './kept-files.ts';
import { exportTo, showOutside } from './log-outside.ts';
import { LogSubscriptions } from './log-subscriptions.ts';
import type { SettingsService } from './settings-service.ts';
import { cleanShownLogs } from './shown-logs.ts';
import type { SignatureService } from './signature-service.ts';
import { requestOf } from './template-task.ts';
import { templateWork } from './template-work.ts';
import { readHead, readTextFile } from './text-files.ts';
import {
  type ExecutableContent,
  executableContent,
  foreignEnvironments,
  type TrustService,
} from './trust-service.ts';

type RunMethods = Pick<
  Backend,
  Extract<keyof Backend, `run.${string}` | `log.${string}` | `leftovers.${string}`>
>;

export interface RunServiceOptions {
  readonly paths: AppPaths;
  readonly trust: TrustService;
  readonly signatures: SignatureService;
  readonly settings: SettingsService;
  readonly broadcast: Broadcast;
  /** Tells of what failed where nobody waits for an answer. */
  reportError(method: string, error: unknown): void;
  /** A run has changed; what depends on it follows. */
  onRun?(run: RunRecord): void;
}

/** Runs, their logs and their history, for pages: asks for trust before the engine is given anything. */
export class RunService {
  readonly methods: RunMethods;
  readonly #options: RunServiceOptions;
  #opened: Promise<RunManager> | undefined;
  #logs: LogSubscriptions | undefined;
  /** Runs whose files are being kept. */
  readonly #keeping = new Map<string, Promise<void>>();
  /** Bytes kept with runs that are not counted yet. */
  readonly #owed = new Map<string, number>();

  constructor(options: RunServiceOptions) {
    this.#options = options;
    this.methods = { ...this.#runMethods(), ...this.#logMethods(), ...this.#leftoverMethods() };
  }

  /** Sets the engine up before a window asks for it. */
  prepare(): void {
    // What fails is told to who asks first.
    void this.#manager().catch(() => undefined);
    ptyAvailability();
  }

  async ptyAvailability(): Promise<{ available: boolean; reason?: string }> {
    return ptyAvailability();
  }

  /** What a request would execute and whether the bundle is trusted; nothing is executed. */
  async describeTrust(request: Params<'trust.describe'>): Promise<TrustSheet> {
    const root = dirname(request.templatePath);
    const [shown, content] = await Promise.all([
      templateWork.commands(request),
      executableContent(root),
    ]);
    const state = await this.#options.trust.stateOf(root, content);
    const environments = await foreignEnvironments(root, content.files, request.environments);
    const scripts = await Promise.all(
      content.files
        .filter((file) => !/(^|\/)template\.(ya?ml|json)$/.test(file))
        .slice(0, MAX_SHOWN_SCRIPTS)
        .map(async (name) => ({ name, text: await beginningOf(join(root, name)) })),
    );
    return {
      root,
      state,
      contentHash: content.hash,
      commands: shown.commands,
      total: shown.total,
      scripts: [...shown.scripts, ...scripts],
      files: content.files,
      environments,
    };
  }

  /** Whether everything that a request executes was agreed to. */
  async #isTrusted(
    root: string,
    { environments }: Params<'run.start'>,
    content: ExecutableContent,
  ): Promise<boolean> {
    if ((await this.#options.trust.stateOf(root, content)) !== 'trusted') return false;
    if (environments.length === 0) return true;
    const foreign = await foreignEnvironments(root, content.files, environments);
    return this.#options.trust.knows(
      root,
      foreign.map(({ hash }) => hash),
    );
  }

  /** @throws ProtocolError `unknown-run`. */
  async recordOf(runId: string): Promise<RunRecord> {
    return (await this.#known(runId)).run;
  }

  /** @throws ProtocolError `unknown-run`. */
  async sessionPlace(runId: string, directory: string): Promise<SessionPlace | undefined> {
    return (await this.#known(runId)).manager.sessionPlace(runId, directory);
  }

  /** @throws ProtocolError `unknown-run`. */
  async inputsOf(runId: string): Promise<RunInputs> {
    return (await this.#known(runId)).manager.inputs(runId);
  }

  /** @throws ProtocolError `unknown-run`. */
  async folderOf(runId: string): Promise<string> {
    return (await this.#known(runId)).manager.store.runDirectory(runId);
  }

  async addBytes(runId: string, bytes: number): Promise<void> {
    (await this.#known(runId)).manager.store.addBytes(runId, bytes);
  }

  /** Bytes that all finished runs take, and how many they may. */
  async historySize(): Promise<{ bytes: number; limit: number }> {
    const { store } = await this.#manager();
    return { bytes: store.finishedBytes(), limit: store.sizeLimit };
  }

  async close(): Promise<void> {
    await Promise.all(this.#keeping.values());
    // What was never opened has nothing to close.
    await this.#opened?.then(
      (manager) => manager.close(),
      () => undefined,
    );
  }

  /** Beside the run: what executes is kept as it is now. */
  #keepFiles(runId: string, request: Params<'run.start'>, content: ExecutableContent): void {
    const { templatePath } = request;
    const keep = async () => {
      // What runs write is no part of what they are made of.
      const written = await templateWork.outputs(request).catch(() => []);
      const manager = await this.#manager();
      const folder = manager.store.runDirectory(runId);
      const earlier = manager
        .list({ templatePath, limit: 3 })
        .find(({ id }) => id !== runId && !this.#keeping.has(id));
      const bytes = await keepFiles(
        dirname(templatePath),
        content,
        folder,
        earlier && manager.store.runDirectory(earlier.id),
        written.map(({ path }) => path),
      );
      this.#owed.set(runId, bytes);
      this.#settle(manager, runId);
    };
    const keeping = keep()
      .catch(() => undefined)
      .finally(() => this.#keeping.delete(runId));
    this.#keeping.set(runId, keeping);
  }

  /** A run that goes on writes its own size last: what is kept beside it is counted when it is over. */
  #settle(manager: RunManager, runId: string): void {
    const bytes = this.#owed.get(runId);
    if (bytes === undefined || manager.get(runId)?.endedAt === undefined) return;
    this.#owed.delete(runId);
    if (bytes > 0) manager.store.addBytes(runId, bytes);
  }

  /** Copies of logs that an editor shows. */
  get #shownLogs(): string {
    return join(this.#options.paths.stateDirectory, 'shown-logs');
  }

  /** The engine is set up once: ahead of the first window, or with the first question about runs. */
  #manager(): Promise<RunManager> {
    this.#opened ??= this.#open().catch((error: unknown) => {
      // A disk that was full, or a history that another host held, may be free by the next question.
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #open(): Promise<RunManager> {
    const manager = new RunManager({
      store: new RunStore(this.#options.paths.historyDirectory, {
        onProblem: (message) => this.#options.reportError('history', new Error(message)),
      }),
      jobOf: (inputs, templatePath) => templateWork.job(requestOf(inputs, templatePath)),
    });
    try {
      await manager.prepare();
    } catch (error) {
      manager.store.close();
      throw error;
    }
    void cleanShownLogs(this.#shownLogs).catch(() => undefined);
    manager.on((event) => {
      this.#tell(event);
      if (event.type === 'run') this.#settle(manager, event.run.id);
    });
    return manager;
  }

  #tell(event: RunEvent): void {
    if (event.type === 'run') {
      this.#options.broadcast('run.changed', { run: event.run });
      this.#options.onRun?.(event.run);
      if (event.run.endedAt !== undefined) this.#logs?.ended(event.run.id);
    } else if (event.type === 'actions')
      this.#options.broadcast('actions.changed', {
        runId: event.runId,
        actions: [...event.actions],
      });
    else this.#logs?.appended(event.runId, event.actionId);
  }

  async #known(runId: string): Promise<{ manager: RunManager; run: RunRecord }> {
    const manager = await this.#manager();
    const run = manager.get(runId);
    if (run === undefined)
      throw new ProtocolError('unknown-run', `There is no run "${runId}" in the history.`);
    return { manager, run };
  }

  async #start(request: Params<'run.start'>): Promise<RunRecord> {
    const root = dirname(request.templatePath);
    const job = await templateWork.job(request);
    await this.#options.signatures.admit(request);
    const content = await executableContent(root);
    if (!(await this.#isTrusted(root, request, content)))
      throw new ProtocolError(
        'trust-required',
        'Nothing of this bundle runs before you have looked at its commands.',
        (await this.describeTrust(request)) as never,
      );
    const settings = await this.#options.settings.get();
    const manager = await this.#manager();
    try {
      const { id } = await manager.start({
        ...inputOf(request, job),
        processKind: request.processKind,
        sessions: request.sessions,
        lowPriority: settings.lowPriority,
        stallSeconds: settings.stallSeconds,
        keepSessionFolders: request.keepSessionFolders ?? settings.keepSessionFolders,
        ...failureLimit(request.maxFailures ?? settings.maxFailures),
        ...(request.user === undefined ? {} : { user: parseSessionUser(request.user) }),
      });
      this.#keepFiles(id, request, content);
      return manager.get(id) as RunRecord;
    } catch (error) {
      // Nothing is wrong with the job: the user of the settings is not, or no longer, one to run as.
      if (error instanceof SessionUserError) throw new ProtocolError('unsupported', error.message);
      if (error instanceof RangeError || error instanceof SessionError)
        throw new ProtocolError('invalid-job', error.message);
      throw error;
    }
  }

  /** @throws ProtocolError `invalid-job`, also where there is no such run. */
  async #rest(request: Params<'run.rest'>): Promise<Result<'run.rest'>> {
    const { scope } = request;
    if (scope.kind !== 'failed')
      throw new ProtocolError('invalid-job', 'Only what an earlier run left over has a rest.');
    const [manager, job] = await Promise.all([this.#manager(), templateWork.job(request)]);
    try {
      const left = await manager.rest(inputOf(request, job), scope.runId);
      return {
        steps: Object.entries(left).map(([step, { spans, single }]) => ({
          step,
          spans: spans.slice(0, MOST_SPANS).map(([first, last]) => [first, last]),
          single,
        })),
      };
    } catch (error) {
      if (error instanceof RangeError) throw new ProtocolError('invalid-job', error.message);
      throw error;
    }
  }

  #runMethods(): Pick<RunMethods, Extract<keyof RunMethods, `run.${string}`>> {
    return {
      'run.start': (request) => this.#start(request),
      'run.rest': (request) => this.#rest(request),
      'run.check': (request) => templateWork.checks(request),
      'run.stop': async ({ runId, mode }) => {
        const { manager } = await this.#known(runId);
        manager.stop(runId, mode);
        return {};
      },
      'run.checkUser': async ({ user }) => ({ problem: (await sessionUserProblem(user)) ?? null }),
      'run.get': async ({ runId }) => (await this.#known(runId)).run,
      'run.list': async ({ templatePath, limit, search }) =>
        (await this.#manager()).list({
          limit,
          ...(templatePath === undefined ? {} : { templatePath }),
          ...(search === undefined ? {} : { search }),
        }),
      'run.remove': async ({ runId }) => {
        const { manager, run } = await this.#known(runId);
        if (run.endedAt === undefined)
          throw new ProtocolError('unsupported', 'A run cannot be removed while it runs.');
        await manager.remove(runId);
        return {};
      },
      'run.actions': async ({ runId, from, count }) =>
        (await this.#known(runId)).manager.actions(runId, from, count),
      'run.taskStates': async ({ runId, step, from, count }) => ({
        states: (await this.#known(runId)).manager.taskStates(runId, step, BigInt(from), count),
      }),
      'run.taskAction': async ({ runId, step, taskIndex }) => ({
        action:
          (await this.#known(runId)).manager.taskAction(runId, step, BigInt(taskIndex)) ?? null,
      }),
      'run.files': async ({ runId }) => {
        const { manager, run } = await this.#known(runId);
        await this.#keeping.get(runId);
        const folder = manager.store.runDirectory(runId);
        return { files: await compareFiles(dirname(run.templatePath), folder) };
      },
      'run.file': async ({ runId, path }) => {
        const { manager } = await this.#known(runId);
        const folder = manager.store.runDirectory(runId);
        if (!(await keptSources(folder)).has(path))
          throw new ProtocolError('not-found', `${path} was not kept with this run.`);
        return { text: (await readTextFile(keptPath(folder, path))).text };
      },
      'run.export': async ({ runId, ...request }) => {
        const { manager, run } = await this.#known(runId);
        await this.#keeping.get(runId);
        const folder = manager.store.runDirectory(runId);
        const root = dirname(run.templatePath);
        const kept = await keptSources(folder);
        const written = await exportBundle({ ...request, root, overwrite: false }, kept);
        const others = await compareFiles(root, folder);
        const own = new Set(request.texts.map(({ path }) => path));
        return {
          ...written,
          changed: others
            .filter((file) => file.state !== 'same' && !file.kept && !own.has(file.path))
            .map(({ path }) => path),
        };
      },
      'run.inputs': async ({ runId }) => {
        const { manager } = await this.#known(runId);
        const inputs = await manager.inputs(runId).catch((error: Error) => {
          const why = (error as NodeJS.ErrnoException).code ?? 'it is damaged';
          throw new ProtocolError(
            'not-readable',
            `What this run was made of cannot be read: ${why}.`,
          );
        });
        return {
          text: inputs.text,
          parameters: inputs.parameters as Params<'run.start'>['parameters'],
          environments: [...inputs.environments],
          pathMappingRules: [...inputs.pathMappingRules],
        };
      },
    };
  }

  #logMethods(): Pick<RunMethods, Extract<keyof RunMethods, `log.${string}`>> {
    const logs = (manager: RunManager): LogSubscriptions => {
      this.#logs ??= new LogSubscriptions(
        { read: (target, from, count) => manager.readLog(target, from, count) },
        (error) => this.#options.reportError('log.subscribe', error),
      );
      return this.#logs;
    };
    return {
      'log.read': async ({ from, count, ...target }) =>
        (await this.#known(target.runId)).manager.readLog(target, from, count),
      'log.search': async ({ text, matchCase, errors, limit, ...target }) => {
        const { manager } = await this.#known(target.runId);
        return manager.searchLog(target, { text, matchCase, errors, limit });
      },
      'log.export': async ({ path, times, ...target }) => {
        const { manager } = await this.#known(target.runId);
        return exportTo(path, (from, count) => manager.readLog(target, from, count), times);
      },
      'log.openOutside': async ({ runId, actionId, line }) => {
        const { manager } = await this.#known(runId);
        const { logEditor } = await this.#options.settings.get();
        const read = (from: number, count: number) =>
          manager.readLog({ runId, actionId }, from, count);
        const path = join(this.#shownLogs, `${runId}-${actionId}.log`);
        await exportTo(path, read, 'off');
        await showOutside(logEditor, path, line + 1);
        return { path };
      },
      'log.subscribe': async (request, connection) => {
        const { manager } = await this.#known(request.runId);
        return { subscription: logs(manager).subscribe(request, connection) };
      },
      'log.acknowledge': async ({ subscription, upTo }, connection) => {
        this.#logs?.acknowledge(subscription, upTo, connection);
        return {};
      },
      'log.unsubscribe': async ({ subscription }, connection) => {
        this.#logs?.unsubscribe(subscription, connection);
        return {};
      },
    };
  }

  #leftoverMethods(): Pick<RunMethods, Extract<keyof RunMethods, `leftovers.${string}`>> {
    return {
      'leftovers.list': async () => (await this.#manager()).leftovers(),
      'leftovers.clean': async ({ ids }) => {
        const problems = await (await this.#manager()).cleanLeftovers(ids);
        if (problems.length > 0)
          throw new ProtocolError(
            'not-writable',
            `Not everything went away. ${problems.join(' ')}`,
          );
        return {};
      },
    };
  }
}

const MAX_SHOWN_SCRIPTS = 50;
const MAX_SHOWN_BYTES = 100_000;

/** A setting of 0 means no limit; the engine's limit is how many failures are still borne. */
function failureLimit(failures: number): { maxFailures?: number } {
  return failures === 0 ? {} : { maxFailures: failures - 1 };
}

/** A file that executes may be of gigabytes, as where a file system marks everything as executable. */
async function beginningOf(path: string): Promise<string> {
  const head = await readHead(path, MAX_SHOWN_BYTES).catch(() => undefined);
  if (head === undefined) return '(cannot be read)';
  const text = head.bytes.toString('utf8');
  return head.size > MAX_SHOWN_BYTES ? `${text}\n… (${head.size} bytes in all)` : text;
}

/** Spans of tasks that a dry run is told of. */
const MOST_SPANS = 100_000;

/** What of a request says which tasks run. */
function inputOf(request: Params<'run.start'>, job: Job) {
  return {
    job,
    templatePath: request.templatePath,
    templateText: request.text,
    environments: request.environments,
    parameters: request.parameters,
    pathMappingRules: request.pathMappingRules,
    scope: request.scope,
  };
}
