import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { PathMappingRule } from '../../shared/expr/index.ts';
import { valueToText } from '../../shared/expr/index.ts';
import type {
  Environment,
  EnvironmentActionName,
  HostContext,
  Job,
  Resolved,
  ResolvedScript,
  ResolveRequest,
  Step,
  TaskParameterSet,
} from '../../shared/model/index.ts';
import {
  isOwnUser,
  killTree,
  type ProcessKind,
  type SessionUser,
  sessionMark,
} from '../process/index.ts';
import { ActionDesk, type ActionPlan } from './action-desk.ts';
import type { CancelRequest } from './action-runner.ts';
import { redactText } from './command-text.ts';
import { EnvironmentLayer, EnvironmentLayers } from './environment-layers.ts';
import type { ActionResult, LogKind, SessionEvent } from './events.ts';
import { FilePlaces } from './file-places.ts';
import { hostEnvironment } from './host-environment.ts';
import { countOf, Leftovers, SESSION_OWNER } from './leftovers.ts';
import { groupOf, type OtherUser, startOtherUser } from './other-user.ts';
import { writePathMappingFile } from './path-mapping-file.ts';
import { Redactor } from './redactor.ts';
import { ResolveThread } from './resolve-thread.ts';
import { RuntimeLevel } from './runtime-level.ts';
import { createSessionDirectory, removeDirectory } from './session-directory.ts';
import { SessionError } from './session-error.ts';
import { isWrapLayer, refuseTwoWrapLayers, wrappedContext } from './wrap-layer.ts';

export interface SessionOptions {
  readonly job: Job;
  /** Names the session's folder and is told to nobody else; random unless given. */
  readonly id?: string;
  readonly pathMappingRules?: readonly PathMappingRule[];
  /** Pipes unless asked otherwise. */
  readonly processKind?: ProcessKind;
  readonly lowPriority?: boolean;
  /** An action without output, progress and use of processors for so long is told of; never unless given. */
  readonly stallSeconds?: number;
  /** The folder in which the session's folder is made; `<tmp>/OpenJD` unless given. */
  readonly sessionRoot?: string;
  /** Leaves the session's folder on disk. */
  readonly keepDirectory?: boolean;
  /** What actions inherit; the host's own environment unless given. */
  readonly env?: Readonly<Record<string, string>>;
  /** Runs actions as this user, through sudo (POSIX only). */
  readonly user?: SessionUser;
  /** Numbers of actions, where several sessions of one run count together. */
  readonly nextActionId?: () => number;
  /** Aborting it cancels the running action, as {@link Session.cancel} does. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: SessionEvent) => void;
}

/** `ready` takes everything, `ending` only exits: after a failure or cancelation (How Jobs Are Run). */
export type SessionState = 'ready' | 'running' | 'ending' | 'closed';

interface Entered {
  readonly id: string;
  readonly environment: Environment;
  readonly layer: EnvironmentLayer;
}

export interface EnterResult extends ActionResult {
  /** To be given to {@link Session.exitEnvironment}, after a failure too. */
  readonly environmentId: string;
}

/**
 * One session: environments are entered, tasks run in them, environments exit in reverse order, and at
 * the end nothing is left (How Jobs Are Run). Everything that happens is told by typed events; the
 * promises resolve with an action's result and are never rejected by a failing action.
 */
export class Session {
  readonly id: string;
  readonly directory: string;
  readonly #options: SessionOptions;
  readonly #other: OtherUser | undefined;
  readonly #host: HostContext;
  readonly #redactor = new Redactor();
  readonly #layers = new EnvironmentLayers();
  readonly #level = new RuntimeLevel();
  readonly #leftovers = new Leftovers();
  readonly #places: FilePlaces;
  readonly #entered: Entered[] = [];
  readonly #actions: ActionDesk;
  readonly #thread = new ResolveThread();
  #environmentCount = 0;
  #state: SessionState = 'ready';
  #failed = false;

  /** Makes the session's folder. Throws {@link SessionError} where that is impossible or unsafe. */
  static async open(options: SessionOptions): Promise<Session> {
    const { job } = options;
    refuseTwoWrapLayers([...job.externalEnvironments, ...job.environments]);
    const id = options.id ?? `session-${randomBytes(4).toString('hex')}`;
    const root = options.sessionRoot === undefined ? {} : { root: options.sessionRoot };
    const user = options.user === undefined || isOwnUser(options.user) ? undefined : options.user;
    const group = user && { gid: groupOf(user) };
    const directory = createSessionDirectory(id, { ...root, ...(group && { group }) });
    let other: OtherUser | undefined;
    try {
      other = user && group && (await startOtherUser(user, group.gid, directory, sessionMark(id)));
      return new Session(options, id, directory, other);
    } catch (error) {
      await other?.close(true);
      await removeDirectory(directory);
      throw error;
    }
  }

  private constructor(options: SessionOptions, id: string, directory: string, other?: OtherUser) {
    this.#options = options;
    this.#other = other;
    this.id = id;
    this.directory = directory;
    const rules = options.pathMappingRules ?? [];
    const pathMappingRulesFile = path.join(
      this.directory,
      `path_mapping${randomBytes(4).toString('hex')}.json`,
    );
    writePathMappingFile(pathMappingRulesFile, rules);
    this.#host = {
      job: options.job,
      sessionDirectory: this.directory,
      pathMappingRules: [...rules],
      pathMappingRulesFile,
      pathFormat: process.platform === 'win32' ? 'WINDOWS' : 'POSIX',
    };
    this.#places = new FilePlaces(this.directory, other);
    let count = 0;
    this.#actions = new ActionDesk({
      sessionId: this.id,
      directory: this.directory,
      processKind: options.processKind ?? 'pipe',
      lowPriority: options.lowPriority ?? false,
      stallSeconds: options.stallSeconds ?? 0,
      base: {
        ...(options.env ?? other?.environment ?? hostEnvironment()),
        OPENJD_SESSION_WORKING_DIR: this.directory,
      },
      ...(other === undefined ? {} : { other }),
      redactor: this.#redactor,
      layers: this.#layers,
      leftovers: this.#leftovers,
      nextActionId: options.nextActionId ?? (() => ++count),
      tell: (event) => this.#tell(event),
    });
    options.signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  readonly #onAbort = (): void => this.cancel();

  /** Actions run as somebody else. */
  get hasOtherUser(): boolean {
    return this.#other !== undefined;
  }

  /** What an action started now would inherit; once everything has exited, what the last task had. */
  variables(): Readonly<Record<string, string>> {
    const last = this.#entered.length === 0 ? this.#actions.taskVariables : undefined;
    return last ?? this.#actions.variables();
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Identifiers of what is entered, the outermost first. */
  get enteredEnvironments(): readonly string[] {
    return this.#entered.map((one) => one.id);
  }

  /**
   * Enters an environment. A failed enter leaves it entered: it must be exited like any other, and the
   * session then only exits.
   */
  async enterEnvironment(environment: Environment): Promise<EnterResult> {
    this.#begin(['ready']);
    refuseTwoWrapLayers([...this.#entered.map((one) => one.environment), environment]);
    const layer = new EnvironmentLayer();
    const entered = { id: `${++this.#environmentCount}`, environment, layer };
    const wrapper = this.#wrapper();
    this.#entered.push(entered);
    this.#layers.push(layer);
    const notes: string[] = [];
    let failure: Error | undefined;
    const signal = this.#actions.preparing;
    try {
      const request = { kind: 'variables', environment } as const;
      for (const { name, value } of await this.#resolve(request, signal)) {
        layer.set(name, value);
        notes.push(`Setting: ${name}=${value}`);
      }
    } catch (error) {
      // Whatever it is, also a thread that ran out of memory: the environment is entered, and must be exited.
      failure = error as Error;
    }
    const result = await this.#environmentAction('onEnter', entered, wrapper, notes, failure);
    return { ...result, environmentId: entered.id };
  }

  /** Runs one task. Its parameters are one set of the step's parameter space. */
  async runTask(step: Step, task: TaskParameterSet): Promise<ActionResult> {
    this.#begin(['ready']);
    const parameters: Record<string, string> = {};
    for (const [name, { value }] of task) parameters[name] = valueToText(value);
    const values = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
    const label = values.length === 0 ? step.name : `${step.name} · ${values.join(' ')}`;
    const wrapper = this.#wrapper();
    return this.#perform({
      kind: wrapper === undefined ? 'onRun' : 'onWrapTaskRun',
      label,
      title: values.length === 0 ? `Running Task: ${step.name}` : `Running Task: ${label}`,
      step: step.name,
      parameters,
      redactedAllowed: false,
      owner: SESSION_OWNER,
      resolve: async (signal) => {
        const files = this.#places.of(step.script);
        const inner = await this.#resolve({ kind: 'task', step, task, files }, signal);
        if (wrapper === undefined) return inner;
        const around = { stepName: step.name };
        return this.#resolveHook(wrapper, 'onWrapTaskRun', inner, around, signal);
      },
    });
  }

  /** Exits the environment that was entered last. A failed exit does not keep the others from exiting. */
  async exitEnvironment(id: string): Promise<ActionResult> {
    this.#begin(['ready', 'ending']);
    const entered = this.#entered.at(-1);
    if (entered?.id !== id) {
      this.#end();
      throw new SessionError(
        'wrong-order',
        `Environments exit in reverse order of entering; ${entered === undefined ? 'none is entered' : `"${entered.environment.name}" is next`}.`,
      );
    }
    this.#entered.pop();
    const result = await this.#environmentAction('onExit', entered, this.#wrapper(), []);
    this.#layers.remove(entered.layer);
    const ended = await this.#leftovers.endOf(entered.id);
    if (ended > 0) {
      const text = `Ended ${countOf(ended)} that "${entered.environment.name}" had left running.`;
      this.#tellLog(result.actionId, 'i', text);
    }
    return result;
  }

  /** Exits everything that is entered, last in, first out. */
  async exitAll(): Promise<ActionResult[]> {
    const results: ActionResult[] = [];
    for (let last = this.#entered.at(-1); last !== undefined; last = this.#entered.at(-1)) {
      results.push(await this.exitEnvironment(last.id));
    }
    return results;
  }

  /**
   * Cancels the running action in the way it declares; `urgent` ends it now. Environments still exit
   * afterwards, and a further request cancels the action that runs then.
   */
  cancel(request: { urgent?: boolean; withinSeconds?: number } = {}): void {
    const full: CancelRequest = { cause: 'canceled', ...request };
    if (this.#state === 'running') this.#actions.cancel(full);
  }

  /** Signals a canceled action again and renews `cancel_info.json` (§5.3.2, note 2). */
  notifyAgain(withinSeconds?: number): void {
    this.cancel(withinSeconds === undefined ? {} : { withinSeconds });
  }

  /** Holds the running process up while its output cannot be taken in. */
  pauseOutput(): void {
    this.#actions.pause();
  }

  resumeOutput(): void {
    this.#actions.resume();
  }

  /** Masks every value that an action has declared a secret. */
  redact(text: string): string {
    return this.#redactor.mask(text);
  }

  /** Ends whatever is left of the session's processes and deletes its folder. */
  async close(): Promise<void> {
    if (this.#state === 'closed') return;
    this.cancel({ urgent: true });
    this.#state = 'closed';
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    this.#thread.close();
    const ended = await this.#leftovers.endAll();
    const others = await killTree({ mark: sessionMark(this.id) });
    await this.#other?.close(this.#options.keepDirectory !== true);
    if (ended + others > 0) {
      this.#tellLog(0, 'i', `Ended ${countOf(ended + others)} that were left running.`);
    }
    if (this.#options.keepDirectory === true) return;
    const problem = await removeDirectory(this.directory);
    if (problem !== undefined) {
      this.#tellLog(0, 'w', `The session's folder was not deleted: ${problem}`);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #environmentAction(
    name: 'onEnter' | 'onExit',
    { id, environment, layer }: Entered,
    wrapper: Environment | undefined,
    notes: readonly string[],
    failure?: Error,
  ): Promise<ActionResult> {
    const action = environment.script?.actions[name];
    const entering = name === 'onEnter';
    const title = `${entering ? 'Entering' : 'Exiting'} Environment: ${environment.name}`;
    // A wrap hook runs in place of an action: where there is none, nothing runs (§4.3).
    if (action === undefined && failure === undefined) {
      this.#tellLog(0, 'c', [title, ...notes].join('\n'));
      this.#end();
      return nothingToRun();
    }
    const hook = entering ? 'onWrapEnvEnter' : 'onWrapEnvExit';
    const changes = entering ? layer : wrapper === undefined ? undefined : this.#layers.exported;
    return this.#perform({
      kind: wrapper === undefined ? name : hook,
      label: `${entering ? 'Enter' : 'Exit'} ${environment.name}`,
      title,
      environment: environment.name,
      ...(changes === undefined ? {} : { layer: changes }),
      redactedAllowed:
        environment.extensions.has('REDACTED_ENV_VARS') ||
        (wrapper?.extensions.has('REDACTED_ENV_VARS') ?? false),
      owner: id,
      notes,
      resolve: async (signal) => {
        if (failure !== undefined) throw failure;
        const files = this.#places.of(environment.script);
        const inner = await this.#resolve({ kind: 'action', environment, name, files }, signal);
        if (wrapper === undefined) return inner;
        return this.#resolveHook(wrapper, hook, inner, { envName: environment.name }, signal);
      },
    });
  }

  /** The hook in place of an inner action; the inner script's files are written for it all the same. */
  async #resolveHook(
    environment: Environment,
    name: EnvironmentActionName,
    inner: ResolvedScript,
    around: { envName: string } | { stepName: string },
    signal: AbortSignal,
  ): Promise<ResolvedScript> {
    const wrapped = wrappedContext(inner.action, this.#layers.sessionVariables(), around);
    const files = this.#places.of(environment.script);
    const request = { kind: 'action', environment, name, files, wrapped } as const;
    const outer = await this.#resolve(request, signal);
    return { action: outer.action, files: [...inner.files, ...outer.files] };
  }

  #resolve<R extends ResolveRequest>(request: R, signal: AbortSignal): Promise<Resolved<R>> {
    return this.#thread.resolve(this.#host, request, signal);
  }

  /** The entered environment that wraps what is entered or run now. */
  #wrapper(): Environment | undefined {
    return this.#entered.find((one) => isWrapLayer(one.environment))?.environment;
  }

  async #perform(plan: ActionPlan): Promise<ActionResult> {
    const result = await this.#actions.perform(plan);
    if (result.state !== 'SUCCESS') this.#failed = true;
    this.#end();
    this.#tell({ type: 'action-ended', actionId: result.actionId, result });
    return result;
  }

  #begin(allowed: readonly SessionState[]): void {
    if (!allowed.includes(this.#state)) {
      throw new SessionError(
        'wrong-order',
        this.#state === 'ending'
          ? 'After a failure a session only exits its environments.'
          : this.#state === 'closed'
            ? 'The session is closed.'
            : 'Another action of the session is running.',
      );
    }
    this.#state = 'running';
    this.#actions.begin();
  }

  #end(): void {
    if (this.#state === 'running') this.#state = this.#failed ? 'ending' : 'ready';
  }

  #tell(event: SessionEvent): void {
    if (event.type === 'log-level') this.#level.set(event.level);
    if (event.type === 'log' && !this.#level.shows(event.kind)) return;
    this.#options.onEvent?.(event);
  }

  #tellLog(actionId: number, kind: LogKind, text: string): void {
    const safe = redactText(text, this.#redactor);
    this.#tell({ type: 'log', actionId, time: Date.now(), kind, text: safe });
  }
}

function nothingToRun(): ActionResult {
  const now = Date.now();
  return {
    actionId: 0,
    state: 'SUCCESS',
    exitCode: null,
    signal: null,
    startedAt: now,
    endedAt: now,
    usage: {},
    command: [],
  };
}
