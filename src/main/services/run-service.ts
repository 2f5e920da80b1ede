import { dirname } from 'node:path';
import type { Job } from '../../shared/model/index.ts';
import {
  type Params,
  ProtocolError,
  type Result,
  type RunRecord,
} from '../../shared/protocol/index.ts';
import type { Backend, Broadcast } from '../backend.ts';
import { ptyAvailability } from '../process/index.ts';
import type { RunEvent, RunManager } from '../runs/index.ts';
import {
  parseSessionUser,
  SessionError,
  SessionUserError,
  sessionUserProblem,
} from '../session/index.ts';
import type { AppPaths } from './app-paths.ts';
import { KnownRuns } from './known-runs.ts';
import { RunFiles } from './run-files.ts';
import { RunLogs } from './run-logs.ts';
import { describeTrust, isTrusted } from './run-trust.ts';
import type { SettingsService } from './settings-service.ts';
import type { SignatureService } from './signature-service.ts';
import { templateWork } from './template-work.ts';
import type { Troubles } from './troubles.ts';
import { executableContent, type TrustService } from './trust-service.ts';

type Methods<Domain extends string> = Pick<Backend, Extract<keyof Backend, `${Domain}.${string}`>>;
/** Those of `run.…` that are about running, not about what runs left. */
type RunningMethods = Omit<Methods<'run'>, keyof RunFiles['methods']>;

interface RunServiceOptions {
  readonly paths: AppPaths;
  readonly trust: TrustService;
  readonly signatures: SignatureService;
  readonly settings: SettingsService;
  readonly broadcast: Broadcast;
  /** Tells of what failed where nobody waits for an answer. */
  reportError(method: string, error: unknown): void;
  /** Tells the window of a history that is damaged or cannot be written. */
  readonly troubles: Troubles;
  /** A run has changed; what depends on it follows. */
  onRun?(run: RunRecord): void;
}

/** Spans of tasks that a dry run is told of. */
const MOST_SPANS = 100_000;

/** Starts and stops runs for pages, and asks for trust before the engine is given anything. */
export class RunService {
  readonly methods: Methods<'run' | 'log' | 'leftovers'>;
  /** The runs that are known, for what depends on them. */
  readonly known: KnownRuns;
  readonly #options: RunServiceOptions;
  readonly #files: RunFiles;
  readonly #logs: RunLogs;

  constructor(options: RunServiceOptions) {
    const { paths, settings, reportError } = options;
    this.#options = options;
    this.known = new KnownRuns({
      historyDirectory: paths.historyDirectory,
      onEvent: (event, manager) => this.#take(event, manager),
      reportError,
      troubles: options.troubles,
    });
    this.#files = new RunFiles(this.known);
    this.#logs = new RunLogs({
      runs: this.known,
      settings,
      stateDirectory: paths.stateDirectory,
      reportError,
    });
    this.methods = {
      ...this.#runningMethods(),
      ...this.#leftoverMethods(),
      ...this.#files.methods,
      ...this.#logs.methods,
    };
  }

  /** Sets the engine up before a window asks for it. */
  prepare(): void {
    // What fails is told to who asks first.
    void this.known.manager().catch(() => undefined);
    this.#logs.prepare();
    ptyAvailability();
  }

  async close(): Promise<void> {
    await this.#files.close();
    await this.known.close();
  }

  #take(event: RunEvent, manager: RunManager): void {
    if (event.type === 'run') {
      this.#options.broadcast('run.changed', { run: event.run });
      this.#options.onRun?.(event.run);
    } else if (event.type === 'actions') {
      const { runId, actions } = event;
      this.#options.broadcast('actions.changed', { runId, actions: [...actions] });
    }
    this.#logs.take(event);
    if (event.type === 'run') this.#files.settle(manager, event.run.id);
  }

  async #start(request: Params<'run.start'>): Promise<RunRecord> {
    const { trust, signatures } = this.#options;
    const job = await templateWork.job(request);
    await signatures.admit(request);
    const content = await executableContent(dirname(request.templatePath));
    if (!(await isTrusted(trust, request, content)))
      throw new ProtocolError(
        'trust-required',
        'Nothing of this bundle runs before you have looked at its commands.',
        (await describeTrust(trust, request)) as never,
      );
    const settings = await this.#options.settings.get();
    const manager = await this.known.manager();
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
      this.#files.keep(id, request, content);
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
    const [manager, job] = await Promise.all([this.known.manager(), templateWork.job(request)]);
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

  #runningMethods(): RunningMethods {
    const { known } = this;
    return {
      'run.start': (request) => this.#start(request),
      'run.rest': (request) => this.#rest(request),
      'run.check': (request) => templateWork.checks(request),
      'run.stop': async ({ runId, mode }) => {
        (await known.find(runId)).manager.stop(runId, mode);
        return {};
      },
      'run.checkUser': async ({ user }) => ({ problem: (await sessionUserProblem(user)) ?? null }),
      'run.get': ({ runId }) => known.recordOf(runId),
      'run.list': async ({ templatePath, limit, search }) =>
        (await known.manager()).list({
          limit,
          ...(templatePath === undefined ? {} : { templatePath }),
          ...(search === undefined ? {} : { search }),
        }),
      'run.remove': async ({ runId }) => {
        const { manager, run } = await known.find(runId);
        if (run.endedAt === undefined)
          throw new ProtocolError('unsupported', 'A run cannot be removed while it runs.');
        await manager.remove(runId);
        return {};
      },
      'run.actions': async ({ runId, from, count }) =>
        (await known.find(runId)).manager.actions(runId, from, count),
      'run.taskStates': async ({ runId, step, from, count }) => ({
        states: (await known.find(runId)).manager.taskStates(runId, step, BigInt(from), count),
      }),
      'run.taskAction': async ({ runId, step, taskIndex }) => ({
        action:
          (await known.find(runId)).manager.taskAction(runId, step, BigInt(taskIndex)) ?? null,
      }),
      'run.inputs': async ({ runId }) => {
        const inputs = await known.inputsOf(runId);
        return {
          text: inputs.text,
          parameters: inputs.parameters as Params<'run.start'>['parameters'],
          environments: [...inputs.environments],
          pathMappingRules: [...inputs.pathMappingRules],
        };
      },
    };
  }

  #leftoverMethods(): Methods<'leftovers'> {
    return {
      'leftovers.list': async () => (await this.known.manager()).leftovers(),
      'leftovers.clean': async ({ ids }) => {
        const problems = await (await this.known.manager()).cleanLeftovers(ids);
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

/** A setting of 0 means no limit; the engine's limit is how many failures are still borne. */
function failureLimit(failures: number): { maxFailures?: number } {
  return failures === 0 ? {} : { maxFailures: failures - 1 };
}

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
