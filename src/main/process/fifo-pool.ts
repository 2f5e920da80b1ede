import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const BATCH = 64;
const LOW = 24;

/**
 * Named pipes, made many at a time by one `mkfifo`. A real pipe whose both ends are ours lets standard
 * output and standard error be one stream in the order of writing, can be opened again as
 * `/dev/stdout` (what the sockets of child_process cannot), and takes the end marker.
 */
class FifoPool {
  #directory: string | undefined;
  #stock: string[] = [];
  #count = 0;
  #filling: Promise<void> | undefined;
  #unavailable = process.platform === 'win32';

  /** The folder that holds the pipes; the guardian removes it when the host has died. */
  directory(): string | undefined {
    if (this.#unavailable) return undefined;
    this.#makeDirectory();
    return this.#directory;
  }

  /** Takes no pipe any more that was made before: they are not there. */
  forget(): void {
    this.#stock = [];
  }

  /** Makes pipes ahead, so that an action does not wait for them. */
  async fill(): Promise<void> {
    if (this.#unavailable || this.#stock.length > LOW) return;
    this.#filling ??= this.#make().finally(() => {
      this.#filling = undefined;
    });
    await this.#filling;
  }

  /** The path of a fresh pipe, or undefined where there are none. */
  async take(): Promise<string | undefined> {
    if (this.#stock.length === 0) await this.fill();
    const taken = this.#stock.pop();
    if (this.#stock.length <= LOW) void this.fill();
    return taken;
  }

  #makeDirectory(): void {
    if (this.#directory !== undefined && isOurs(this.#directory)) return;
    if (this.#directory !== undefined && madeAgain(this.#directory)) return;
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'jobwright-pipes-'));
    this.#directory = directory;
    process.on('exit', () => removeQuietly(directory));
  }

  async #make(): Promise<void> {
    this.#makeDirectory();
    const directory = this.#directory ?? '';
    const names = Array.from({ length: BATCH }, () => path.join(directory, `${this.#count++}`));
    const made = await new Promise<boolean>((resolve) => {
      // Another user's action may open its own output again, so the pipe is open to all; its folder is not.
      execFile('mkfifo', ['-m', '666', ...names], (error) => resolve(error === null));
    });
    if (made) this.#stock.push(...names);
    else if (this.#stock.length === 0) this.#unavailable = true;
  }
}

export const fifoPool = new FifoPool();

/** The folder is there, and nobody else has put another in its place. */
function isOurs(directory: string): boolean {
  const found = fs.lstatSync(directory, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === process.getuid?.();
}

/** Under its old name, by which the guardian knows it. */
function madeAgain(directory: string): boolean {
  try {
    fs.mkdirSync(directory, { mode: 0o700 });
    return true;
  } catch {
    return false;
  }
}

/** A pipe that is being made at this very moment may be in the way; its folder is then left to the system. */
function removeQuietly(directory: string): void {
  try {
    fs.rmSync(directory, { recursive: true, force: true });
  } catch {
    // Nothing is in it but pipes that nobody reads.
  }
}
