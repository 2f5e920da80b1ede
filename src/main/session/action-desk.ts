import type { ResolvedScript } from '../../shared/model/index.ts';
import { ResolveError } from '../../shared/model/index.ts';
import type { ActionKind } from '../../shared/protocol/run.ts';
import { actionMark, type ProcessKind, ptyAvailability, startProcess } from '../process/index.ts';
import { ActionRunner, type CancelRequest, type Outcome } from './action-runner.ts';
import { redactCommand, redactText } from './command-text.ts';
import type { Directive } from './directives.ts';
import { writeEmbeddedFiles } from './embedded-files.ts';
import type { EnvironmentLayer, EnvironmentLayers } from './environment-layers.ts';
import type { ActionChange, ActionInfo, ActionResult, LogKind, SessionEvent } from './events.ts';
import { withTerminal } from './host-environment.ts';
import { countOf, type Leftovers, SESSION_OWNER } from './leftovers.ts';
import { NO_TERMINAL_OF_OTHERS, type OtherUser } from './other-user.ts';
import type { Redactor } from './redactor.ts';

export interface ActionPlan {
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
  resolve(signal: AbortSignal): Promise<ResolvedScript>;
}

/** What all actions of a session share. */
interface DeskSetting {
  readonly sessionId: string;
  readonly directory: string;
  readonly processKind: ProcessKind;
  readonly lowPriority: boolean;
  readonly stallSeconds: number;
  /** Where actions run as somebody else. */
  readonly other?: OtherUser;
  /** What actions inherit from the host. */
  readonly base: Readonly<Record<string, string>>;
  readonly redactor: Redactor;
  readonly layers: EnvironmentLayers;
  readonly leftovers: Leftovers;
  nextActionId(): number;
  tell(event: SessionEvent): void;
}

/** Performs a session's actions, one at a time: prepares, runs, applies what they say, tells of it all. */
export class ActionDesk {
  readonly #setting: DeskSetting;
  #runner: ActionRunner | undefined;
  #pendingCancel: CancelRequest | undefined;
  #preparing = new AbortController();
  #paused = false;
  #taskVariables: Readonly<Record<string, string>> | undefined;

  constructor(setting: DeskSetting) {
    this.#setting = setting;
  }

  /** A cancelation of what ran before does not concern what begins now. */
  begin(): void {
    this.#pendingCancel = undefined;
    this.#preparing = new AbortController();
  }

  /** Aborted by a cancelation that comes before the action's process. */
  get preparing(): AbortSignal {
    return this.#preparing.signal;
  }

  /** What an action started now would inherit. */
  variables(): Readonly<Record<string, string>> {
    return this.#setting.layers.over(this.#setting.base);
  }

  /** The variables of the last task, while and after it runs. */
  get taskVariables(): Readonly<Record<string, string>> | undefined {
    return this.#taskVariables;
  }

  /** Cancels the running action, or the one that is being prepared. */
  cancel(request: CancelRequest): void {
    if (this.#runner !== undefined) this.#runner.cancel(request);
    else {
      this.#pendingCancel = request;
      this.#preparing.abort();
    }
  }

  pause(): void {
    this.#paused = true;
    this.#runner?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#runner?.resume();
  }

  /** Runs one action from its heading to its result; an action that cannot be prepared has failed. */
  async perform(plan: ActionPlan): Promise<ActionResult> {
    const id = this.#setting.nextActionId();
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
    this.#setting.tell({ type: 'action-started', action });
    this.#tellLog(id, 'c', [plan.title, ...(plan.notes ?? [])].join('\n'));
    let command: string[] = [];
    let failMessage: string | undefined;
    let outcome: Outcome;
    const script = await this.#prepare(id, plan);
    if (typeof script === 'string') {
      outcome = {
        state: this.#preparing.signal.aborted ? 'CANCELED' : 'FAILED',
        status: { exitCode: null, signal: null },
        usage: {},
        reason: script,
      };
    } else {
      command = [script.action.command, ...script.action.args];
      this.#tellChange(id, { command: redactCommand(command, this.#setting.redactor) });
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
      ...(outcome.reason === undefined
        ? {}
        : { reason: this.#setting.redactor.mask(outcome.reason) }),
      ...(failMessage === undefined
        ? {}
        : { failMessage: this.#setting.redactor.mask(failMessage) }),
      command: redactCommand(command, this.#setting.redactor),
    };
    return result;
  }

  /** Resolves the script and writes its files; a text says why that is impossible. */
  async #prepare(id: number, plan: ActionPlan): Promise<ResolvedScript | string> {
    try {
      const script = await plan.resolve(this.#preparing.signal);
      const lines: string[] = [];
      if (script.files.length > 0) {
        lines.push('Writing embedded files to disk.');
        const { other } = this.#setting;
        writeEmbeddedFiles(script.files, other === undefined ? {} : { gid: other.gid });
        for (const file of script.files) lines.push(`Wrote: ${file.name} -> ${file.path}`);
      }
      if (lines.length > 0) this.#tellLog(id, 'c', lines.join('\n'));
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
    const { processKind: kind, layers, base, directory, sessionId, other } = this.#setting;
    const env = withTerminal(layers.over(base), kind);
    if (plan.step !== undefined) this.#taskVariables = env;
    const changed = [...layers.sessionVariables().keys()].sort();
    this.#tellLog(id, 'b', `Working folder: ${directory}`);
    if (changed.length > 0)
      this.#tellLog(id, 'b', `Variables that environments have changed: ${changed.join(', ')}`);
    const runner = new ActionRunner(script.action, {
      directory,
      processKind: kind,
      redactor: this.#setting.redactor,
      stallSeconds: this.#setting.stallSeconds,
      noTerminalReason: () =>
        other === undefined ? (ptyAvailability().reason ?? '') : NO_TERMINAL_OF_OTHERS,
      start: (action, onOutput) =>
        (other === undefined ? startProcess : other.start)({
          kind,
          command: action.command,
          args: action.args,
          cwd: directory,
          env,
          mark: actionMark(sessionId, id),
          lowPriority: this.#setting.lowPriority,
          onOutput,
        }),
      log: (logKind, text) =>
        this.#setting.tell({ type: 'log', actionId: id, time: Date.now(), kind: logKind, text }),
      live: (text) => this.#setting.tell({ type: 'live', actionId: id, text }),
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
      const pids = await this.#setting.leftovers.note(outcome.process, plan.owner);
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
    this.#setting.tell({ type: 'leftovers', actionId: id, pids });
  }

  #apply(id: number, plan: ActionPlan, directive: Directive): void {
    switch (directive.kind) {
      case 'progress':
        this.#tellChange(id, { progress: directive.value });
        return;
      case 'status':
        this.#tellChange(id, { statusMessage: this.#setting.redactor.mask(directive.message) });
        return;
      case 'fail':
        this.#tellChange(id, { failMessage: this.#setting.redactor.mask(directive.message) });
        return;
      case 'log-level':
        this.#setting.tell({ type: 'log-level', level: directive.level });
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
      this.#tellLog(id, 'b', `${directive.name} is unset for the actions that follow.`);
    } else if (directive.kind === 'env' || redactedAllowed) {
      layer.set(directive.name, directive.value);
      this.#tellLog(id, 'b', `${directive.name} is set for the actions that follow.`);
    } else {
      const text = `${directive.name} is masked but not set: the template does not declare the extension REDACTED_ENV_VARS.`;
      this.#tellLog(id, 'w', text);
    }
  }

  #tellChange(actionId: number, change: ActionChange): void {
    this.#setting.tell({ type: 'action-changed', actionId, change });
  }

  #tellLog(actionId: number, kind: LogKind, text: string): void {
    const safe = redactText(text, this.#setting.redactor);
    this.#setting.tell({ type: 'log', actionId, time: Date.now(), kind, text: safe });
  }
}
