import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { PathMappingRule } from '../../shared/expr/index.ts';
import { valueToText } from '../../shared/expr/index.ts';
import {
  type Environment,
  type EnvironmentActionName,
  type HostContext,
  type Job,
  type ResolvedScript,
  ResolveError,
  resolveEnvironmentAction,
  resolveTask,
  resolveVariables,
  type Step,
  type TaskParameterSet,
} from '../../shared/model/index.ts';
import type { ActionKind } from '../../shared/protocol/run.ts';
import {
  actionMark,
  killTree,
  type ProcessKind,
  sessionMark,
  startProcess,
} from '../process/index.ts';
import { ActionRunner, type CancelRequest, type Outcome } from './action-runner.ts';
import { redactCommand, redactText } from './command-text.ts';
import type { Directive } from './directives.ts';
import { writeEmbeddedFiles } from './embedded-files.ts';
import { EnvironmentLayer, EnvironmentLayers } from './environment-layers.ts';
import type { ActionChange, ActionInfo, ActionResult, LogKind, SessionEvent } from './events.ts';
import { FilePlaces } from './file-places.ts';
import { hostEnvironment, withTerminal } from './host-environment.ts';
import { Leftovers, SESSION_OWNER } from './leftovers.ts';
import { phaseHeading, sectionHeading } from './log-headings.ts';
import { writePathMappingFile } from './path-mapping-file.ts';
import { Redactor } from './redactor.ts';
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
  /** The folder in which the session's folder is made; `<tmp>/OpenJD` unless given. */
  readonly sessionRoot?: string;
  /** Leaves the session's folder on disk. */
  readonly keepDirectory?: boolean;
  /** What actions inherit; the host's own environment unless given. */
  readonly env?: Readonly<Record<string, string>>;
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

interface ActionPlan {
  readonly kind: ActionKind;
  readonly label: string;
  readonly title: string;
  readonly environment?: string;
  readonly step?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Whose variables `openjd_env` changes; undefined where it has no effect. */
  readonly layer?: EnvironmentLayer;
  readonly redactedAllowed: boolean;
  /** What its leftovers live as long as. */
  readonly owner: string;
  readonly notes?: readonly string[];
  /** Resolved when it is prepared, so that what cannot be resolved fails the action. */
  resolve(): ResolvedScript;
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
  readonly #host: HostContext;
  readonly #base: Readonly<Record<string, string>>;
  readonly #redactor = new Redactor();
  readonly #layers = new EnvironmentLayers();
  readonly #leftovers = new Leftovers();
  readonly #places: FilePlaces;
  readonly #entered: Entered[] = [];
  readonly #nextActionId: () => number;
  #environmentCount = 0;
  #state: SessionState = 'ready';
  #failed = false;
  #runner: ActionRunner | undefined;
  #pendingCancel: CancelRequest | undefined;
  #paused = false;

  /** Makes the session's folder. Throws {@link SessionError} where that is impossible or unsafe. */
  static async open(options: SessionOptions): Promise<Session> {
    const { job } = options;
    refuseTwoWrapLayers([...job.externalEnvironments, ...job.environments]);
    return new Session(options);
  }

  private constructor(options: SessionOptions) {
    this.#options = options;
    this.id = options.id ?? `session-${randomBytes(4).toString('hex')}`;
    this.directory = createSessionDirectory(
      this.id,
      options.sessionRoot === undefined ? {} : { root: options.sessionRoot },
    );
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
    this.#base = {
      ...(options.env ?? hostEnvironment()),
      OPENJD_SESSION_WORKING_DIR: this.directory,
    };
    this.#places = new FilePlaces(this.directory);
    let count = 0;
    this.#nextActionId = options.nextActionId ?? (() => ++count);
    options.signal?.addEventListener('abort', () => this.cancel(), { once: true });
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
    let failure: ResolveError | undefined;
    try {
      for (const { name, value } of resolveVariables(this.#host, environment)) {
        layer.set(name, value);
        notes.push(`Setting: ${name}=${value}`);
      }
    } catch (error) {
      failure = expectResolveError(error);
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
    return this.#run({
      kind: wrapper === undefined ? 'onRun' : 'onWrapTaskRun',
      label,
      title: values.length === 0 ? `Running Task: ${step.name}` : `Running Task: ${label}`,
      step: step.name,
      parameters,
      redactedAllowed: false,
      owner: SESSION_OWNER,
      resolve: () => {
        const inner = resolveTask(this.#host, step, task, this.#places.of(step.script));
        if (wrapper === undefined) return inner;
        return this.#resolveHook(wrapper, 'onWrapTaskRun', inner, { stepName: step.name });
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
    if (this.#runner !== undefined) this.#runner.cancel(full);
    else if (this.#state === 'running') this.#pendingCancel = full;
  }

  /** Signals a canceled action again and renews `cancel_info.json` (§5.3.2, note 2). */
  notifyAgain(withinSeconds?: number): void {
    this.cancel(withinSeconds === undefined ? {} : { withinSeconds });
  }

  /** Holds the running process up while its output cannot be taken in. */
  pauseOutput(): void {
    this.#paused = true;
    this.#runner?.pause();
  }

  resumeOutput(): void {
    this.#paused = false;
    this.#runner?.resume();
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
    const ended = await this.#leftovers.endAll();
    const others = await killTree({ mark: sessionMark(this.id) });
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
    failure?: ResolveError,
  ): Promise<ActionResult> {
    const action = environment.script?.actions[name];
    const entering = name === 'onEnter';
    const title = `${entering ? 'Entering' : 'Exiting'} Environment: ${environment.name}`;
    // A wrap hook runs in place of an action: where there is none, nothing runs (§4.3).
    if (action === undefined && failure === undefined) {
      this.#tellLog(0, 'c', [...sectionHeading(title), ...notes].join('\n'));
      this.#end();
      return nothingToRun();
    }
    const hook = entering ? 'onWrapEnvEnter' : 'onWrapEnvExit';
    const changes = entering ? layer : wrapper === undefined ? undefined : this.#layers.exported;
    return this.#run({
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
      resolve: () => {
        if (failure !== undefined) throw failure;
        const files = this.#places.of(environment.script);
        const inner = resolveEnvironmentAction(this.#host, environment, name, files);
        if (wrapper === undefined) return inner;
        return this.#resolveHook(wrapper, hook, inner, { envName: environment.name });
      },
    });
  }

  /** The hook in place of an inner action; the inner script's files are written for it all the same. */
  #resolveHook(
    wrapper: Environment,
    hook: EnvironmentActionName,
    inner: ResolvedScript,
    around: { envName: string } | { stepName: string },
  ): ResolvedScript {
    const context = wrappedContext(inner.action, this.#layers.sessionVariables(), around);
    const files = this.#places.of(wrapper.script);
    const outer = resolveEnvironmentAction(this.#host, wrapper, hook, files, context);
    return { action: outer.action, files: [...inner.files, ...outer.files] };
  }

  /** The entered environment that wraps what is entered or run now. */
  #wrapper(): Environment | undefined {
    return this.#entered.find((one) => isWrapLayer(one.environment))?.environment;
  }

  async #run(plan: ActionPlan): Promise<ActionResult> {
    const id = this.#nextActionId();
    const startedAt = Date.now();
    const { kind, label, environment, step, parameters } = plan;
    const action: ActionInfo = {
      id,
      kind,
      label,
      startedAt,
      ...(environment === undefined ? {} : { environment }),
      ...(step === undefined ? {} : { step }),
      ...(parameters === undefined ? {} : { parameters }),
    };
    this.#tell({ type: 'action-started', action });
    this.#tellLog(id, 'c', [...sectionHeading(plan.title), ...(plan.notes ?? [])].join('\n'));
    let command: string[] = [];
    let failMessage: string | undefined;
    let outcome: Outcome;
    const script = this.#prepare(id, plan);
    if (typeof script === 'string') {
      outcome = {
        state: 'FAILED',
        status: { exitCode: null, signal: null },
        usage: {},
        reason: script,
      };
    } else {
      command = [script.action.command, ...script.action.args];
      this.#tellChange(id, { command: redactCommand(command, this.#redactor) });
      outcome = await this.#execute(id, plan, script, (message) => {
        failMessage = message;
      });
    }
    const result: ActionResult = {
      actionId: id,
      state: outcome.state,
      ...outcome.status,
      startedAt,
      endedAt: Date.now(),
      usage: outcome.usage,
      ...(outcome.reason === undefined ? {} : { reason: this.#redactor.mask(outcome.reason) }),
      ...(failMessage === undefined ? {} : { failMessage: this.#redactor.mask(failMessage) }),
      command: redactCommand(command, this.#redactor),
    };
    if (result.state !== 'SUCCESS') this.#failed = true;
    this.#end();
    this.#tell({ type: 'action-ended', actionId: id, result });
    return result;
  }

  /** Resolves the script and writes its files; a text says why that is impossible. */
  #prepare(id: number, plan: ActionPlan): ResolvedScript | string {
    try {
      const script = plan.resolve();
      const lines: string[] = [];
      if (script.files.length > 0) {
        lines.push(...phaseHeading('Setup'), 'Writing embedded files to disk.');
        writeEmbeddedFiles(script.files);
        for (const file of script.files) lines.push(`Wrote: ${file.name} -> ${file.path}`);
      }
      this.#tellLog(id, 'c', [...lines, ...phaseHeading('Running action')].join('\n'));
      return script;
    } catch (error) {
      const message =
        error instanceof ResolveError
          ? error.message
          : `The action could not be prepared: ${(error as Error).message}`;
      this.#tellLog(id, 'e', message);
      return message;
    }
  }

  async #execute(
    id: number,
    plan: ActionPlan,
    script: ResolvedScript,
    onFail: (message: string) => void,
  ): Promise<Outcome> {
    const kind = this.#options.processKind ?? 'pipe';
    const env = withTerminal(this.#layers.over(this.#base), kind);
    const runner = new ActionRunner(script.action, {
      directory: this.directory,
      processKind: kind,
      redactor: this.#redactor,
      start: (action, onOutput) =>
        startProcess({
          kind,
          command: action.command,
          args: action.args,
          cwd: this.directory,
          env,
          mark: actionMark(this.id, id),
          lowPriority: this.#options.lowPriority ?? false,
          onOutput,
        }),
      log: (logKind, text) =>
        this.#tell({ type: 'log', actionId: id, time: Date.now(), kind: logKind, text }),
      live: (text) => this.#tell({ type: 'live', actionId: id, text }),
      changed: (change) => this.#tellChange(id, change),
      directive: (directive) => {
        if (directive.kind === 'fail') onFail(directive.message);
        this.#apply(id, plan, directive);
      },
    });
    this.#runner = runner;
    if (this.#paused) runner.pause();
    if (this.#pendingCancel !== undefined) runner.cancel(this.#pendingCancel);
    const outcome = await runner.run();
    this.#runner = undefined;
    if (outcome.process !== undefined) {
      const pids = await this.#leftovers.note(outcome.process, plan.owner);
      if (pids.length > 0) this.#tellLeftovers(id, plan, pids);
    }
    return outcome;
  }

  #tellLeftovers(id: number, plan: ActionPlan, pids: readonly number[]): void {
    const until =
      plan.owner === SESSION_OWNER
        ? 'the session ends'
        : `the environment "${plan.environment ?? ''}" has exited`;
    const text = `Left running: ${countOf(pids.length)} (pid ${pids.join(', ')}), until ${until}.`;
    this.#tellLog(id, 'i', text);
    this.#tell({ type: 'leftovers', actionId: id, pids });
  }

  #apply(id: number, plan: ActionPlan, directive: Directive): void {
    switch (directive.kind) {
      case 'progress':
        this.#tellChange(id, { progress: directive.value });
        return;
      case 'status':
        this.#tellChange(id, { statusMessage: this.#redactor.mask(directive.message) });
        return;
      case 'fail':
        this.#tellChange(id, { failMessage: this.#redactor.mask(directive.message) });
        return;
      case 'log-level':
        this.#tell({ type: 'log-level', level: directive.level });
        return;
      case 'malformed':
        return;
      default:
        this.#changeVariables(id, plan, directive);
    }
  }

  /** Variables are an environment's to change, from its enter (§4), under wrap hooks from its exit too. */
  #changeVariables(
    id: number,
    { layer, redactedAllowed }: ActionPlan,
    directive: Extract<Directive, { name: string }>,
  ): void {
    if (layer === undefined) {
      const text = `Variables can be changed only when an environment is entered; ${directive.name} stays as it is.`;
      this.#tellLog(id, 'w', text);
    } else if (directive.kind === 'unset-env') {
      layer.unset(directive.name);
    } else if (directive.kind === 'env') {
      layer.set(directive.name, directive.value);
    } else if (redactedAllowed) {
      layer.set(directive.name, directive.value);
    } else {
      const text = `${directive.name} is masked but not set: the template does not declare the extension REDACTED_ENV_VARS.`;
      this.#tellLog(id, 'w', text);
    }
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
    this.#pendingCancel = undefined;
  }

  #end(): void {
    if (this.#state === 'running') this.#state = this.#failed ? 'ending' : 'ready';
  }

  #tell(event: SessionEvent): void {
    this.#options.onEvent?.(event);
  }

  #tellChange(actionId: number, change: ActionChange): void {
    this.#tell({ type: 'action-changed', actionId, change });
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

function expectResolveError(error: unknown): ResolveError {
  if (error instanceof ResolveError) return error;
  throw error;
}

function countOf(processes: number): string {
  return processes === 1 ? 'one process' : `${processes} processes`;
}
