import { StringDecoder } from 'node:string_decoder';
import { type EventData, ProtocolError } from '../../shared/protocol/index.ts';
import type { Backend, Broadcast } from '../backend.ts';
import { farmMark, type ManagedProcess, startProcess } from '../process/index.ts';
import { hostEnvironment } from '../session/index.ts';
import { findProgram } from './machine.ts';
import type { SettingsService } from './settings-service.ts';

type FarmMethods = Pick<Backend, Extract<keyof Backend, `farm.${string}`>>;
type Sending = EventData<'farm.changed'>;

/** What a submission is sent with where nothing else is configured and the program is installed. */
const PRESET = ['deadline', 'bundle', 'gui-submit', '{bundle}'] as const;

const KEPT_CHARACTERS = 64 * 1024;
const GATHER_MS = 100;

interface Active {
  readonly process: ManagedProcess;
  canceled: boolean;
}

/**
 * Sends bundles to a farm by the command of the user's settings, as arguments and never through a shell. The command
 * is the user's own: nothing of the bundle is executed by it here, so that no trust is asked for.
 */
export class FarmService {
  readonly methods: FarmMethods;
  readonly #settings: SettingsService;
  readonly #broadcast: Broadcast;
  readonly #active = new Map<number, Active>();
  #nextId = 1;

  constructor(settings: SettingsService, broadcast: Broadcast) {
    this.#settings = settings;
    this.#broadcast = broadcast;
    this.methods = {
      'farm.describe': async ({ root }) => this.#describe(root),
      'farm.send': async ({ root }) => ({ id: await this.#send(root) }),
      'farm.cancel': async ({ id }) => {
        const active = this.#active.get(id);
        if (active) {
          active.canceled = true;
          await active.process.killTree();
        }
        return {};
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#active.values()].map(({ process }) => process.killTree()));
  }

  async #describe(root: string) {
    const { farmCommand } = await this.#settings.get();
    const words = farmCommand.length > 0 ? farmCommand : PRESET;
    const command = words.map((word) => word.replaceAll('{bundle}', root));
    return {
      command,
      program: await findProgram(command[0] ?? '', root),
      isPreset: farmCommand.length === 0,
    };
  }

  async #send(root: string): Promise<number> {
    const { command, program } = await this.#describe(root);
    if (program === null)
      throw new ProtocolError('not-found', `${command[0]} is not installed here.`);
    const id = this.#nextId++;
    const decoder = new StringDecoder('utf8');
    let output = '';
    let timer: NodeJS.Timeout | undefined;
    const tell = (change: Omit<Sending, 'id' | 'output'>): void => {
      clearTimeout(timer);
      timer = undefined;
      this.#broadcast('farm.changed', { id, output, ...change });
    };
    const started = await startProcess({
      kind: 'pipe',
      command: program,
      args: command.slice(1),
      cwd: root,
      env: hostEnvironment(),
      mark: farmMark(id),
      onOutput: (chunk) => {
        output = (output + decoder.write(chunk)).slice(-KEPT_CHARACTERS);
        timer ??= setTimeout(() => tell({ state: 'running' }), GATHER_MS);
      },
    });
    if (!started.ok) throw new ProtocolError('not-found', started.failure.message);
    const active: Active = { process: started.process, canceled: false };
    this.#active.set(id, active);
    void started.process.finished.then(({ exitCode, signal }) => {
      this.#active.delete(id);
      started.process.release();
      output += decoder.end();
      tell({
        state: active.canceled ? 'canceled' : exitCode === 0 ? 'succeeded' : 'failed',
        ...(exitCode === null ? {} : { exitCode }),
        ...(signal === null ? {} : { signal }),
      });
    });
    return id;
  }
}
