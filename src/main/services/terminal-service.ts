import { dirname } from 'node:path';
import { type Params, ProtocolError, type RunRecord } from '../../shared/protocol/index.ts';
import type { Backend, Connection } from '../backend.ts';
import { ptyAvailability, startTerminal, type Terminal, terminalMark } from '../process/index.ts';
import type { SessionPlace } from '../runs/index.ts';
import { hostEnvironment } from '../session/index.ts';
import type { TrustService } from './trust-service.ts';

type TerminalMethods = Pick<Backend, Extract<keyof Backend, `terminal.${string}`>>;

interface TerminalServiceOptions {
  readonly trust: Pick<TrustService, 'stateOf'>;
  readonly runs: {
    recordOf(runId: string): Promise<RunRecord>;
    sessionPlace(runId: string, directory: string): Promise<SessionPlace | undefined>;
  };
}

/** Output that may be on the way to the page without having been drawn there. */
const HIGH_WATER = 256 << 10;
const LOW_WATER = 64 << 10;

/** Output gathers this long (ms), so that a flood is not a message a line. */
const GATHER_MS = 8;

/** Terminals that one window may have. */
const LIMIT = 8;

interface Open {
  readonly id: number;
  readonly connection: Connection;
  readonly runId: string;
  readonly directory: string;
  readonly terminal: Terminal;
  text: string;
  timer: NodeJS.Timeout | undefined;
  onTheWay: number;
  paused: boolean;
  ended: boolean;
  /** Takes back what waits for the connection's end. */
  forget(): void;
}

/**
 * Terminals into the folders of sessions: started only when somebody asks, seen only by the window that
 * asked, and gone with that window, with the session's folder, or with the application.
 */
export class TerminalService {
  readonly methods: TerminalMethods;
  readonly #options: TerminalServiceOptions;
  readonly #open = new Map<number, Open>();
  #nextId = 1;

  constructor(options: TerminalServiceOptions) {
    this.#options = options;
    this.methods = {
      'terminal.open': (request, connection) => this.#start(request, connection),
      'terminal.write': async ({ terminal, text }, connection) => {
        this.#own(terminal, connection).terminal.write(text);
        return {};
      },
      'terminal.resize': async ({ terminal, columns, rows }, connection) => {
        this.#own(terminal, connection).terminal.resize(columns, rows);
        return {};
      },
      'terminal.acknowledge': async ({ terminal, characters }, connection) => {
        this.#acknowledge(this.#own(terminal, connection), characters);
        return {};
      },
      'terminal.close': async ({ terminal }, connection) => {
        await this.#end(this.#own(terminal, connection), undefined);
        return {};
      },
    };
  }

  /** Ends the terminals of session folders that exist no more. */
  runChanged({ id, sessionDirectories }: RunRecord): void {
    for (const open of this.#open.values())
      if (open.runId === id && !sessionDirectories.includes(open.directory))
        void this.#end(open, 'The session has ended and its folder was deleted.');
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map((open) => this.#end(open, undefined)));
  }

  async #start(
    { runId, directory, columns, rows }: Params<'terminal.open'>,
    connection: Connection,
  ): Promise<{ terminal: number; shell: string; hasVariables: boolean }> {
    const place = await this.#placeFor(runId, directory);
    const own = [...this.#open.values()].filter((open) => open.connection === connection);
    if (own.length >= LIMIT)
      throw new ProtocolError('unsupported', `Close a terminal first: ${LIMIT} are open.`);
    const id = this.#nextId++;
    const shell = process.env.SHELL ?? '/bin/sh';
    const env = place.variables ?? {
      ...hostEnvironment(),
      OPENJD_SESSION_WORKING_DIR: directory,
    };
    let terminal: Terminal;
    try {
      terminal = startTerminal({
        command: shell,
        args: [],
        cwd: directory,
        env,
        mark: terminalMark(id),
        columns,
        rows,
        onOutput: (text) => this.#output(id, text),
        onExit: ({ exitCode }) => this.#exited(id, exitCode),
      });
    } catch (error) {
      throw new ProtocolError(
        'unsupported',
        `The terminal could not be started: ${(error as Error).message}`,
      );
    }
    const open: Open = {
      id,
      connection,
      runId,
      directory,
      terminal,
      text: '',
      timer: undefined,
      onTheWay: 0,
      paused: false,
      ended: false,
      forget: () => {},
    };
    this.#open.set(id, open);
    open.forget = connection.onClose(() => void this.#end(open, undefined));
    return { terminal: id, shell, hasVariables: place.variables !== undefined };
  }

  /** Everything that speaks against a terminal, said in words. */
  async #placeFor(runId: string, directory: string): Promise<SessionPlace> {
    const { available, reason } = ptyAvailability();
    if (!available)
      throw new ProtocolError('unsupported', reason ?? 'There are no terminals here.');
    const run = await this.#options.runs.recordOf(runId);
    if ((await this.#options.trust.stateOf(dirname(run.templatePath))) !== 'trusted')
      throw new ProtocolError(
        'unsupported',
        'Trust the bundle first: a terminal runs in the folder and the environment that it made.',
      );
    const place = await this.#options.runs.sessionPlace(runId, directory);
    if (place === undefined)
      throw new ProtocolError('not-found', 'The folder of this session does not exist any more.');
    if (place.otherUser)
      throw new ProtocolError(
        'unsupported',
        'The actions of this session run as another user; a terminal would run as you.',
      );
    return place;
  }

  #own(id: number, connection: Connection): Open {
    const open = this.#open.get(id);
    if (open === undefined || open.connection !== connection)
      throw new ProtocolError('unknown-terminal', `There is no terminal ${id}.`);
    return open;
  }

  #output(id: number, text: string): void {
    const open = this.#open.get(id);
    if (open === undefined) return;
    open.text += text;
    open.timer ??= setTimeout(() => this.#send(open), GATHER_MS);
    this.#hold(open);
  }

  #send(open: Open): void {
    clearTimeout(open.timer);
    open.timer = undefined;
    if (open.text === '') return;
    const { text } = open;
    open.text = '';
    open.onTheWay += text.length;
    open.connection.emit('terminal.data', { terminal: open.id, text });
  }

  #acknowledge(open: Open, characters: number): void {
    open.onTheWay = Math.max(0, open.onTheWay - characters);
    this.#hold(open);
  }

  #hold(open: Open): void {
    const waiting = open.onTheWay + open.text.length;
    if (!open.paused && waiting > HIGH_WATER) {
      open.paused = true;
      open.terminal.pause();
    } else if (open.paused && waiting < LOW_WATER) {
      open.paused = false;
      open.terminal.resume();
    }
  }

  #exited(id: number, exitCode: number | null): void {
    const open = this.#open.get(id);
    if (open) void this.#end(open, `The shell has ended with exit code ${exitCode ?? 0}.`);
  }

  async #end(open: Open, message: string | undefined): Promise<void> {
    if (open.ended) return;
    open.ended = true;
    open.forget();
    this.#send(open);
    this.#open.delete(open.id);
    if (message !== undefined)
      open.connection.emit('terminal.ended', { terminal: open.id, message });
    await open.terminal.end();
  }
}
