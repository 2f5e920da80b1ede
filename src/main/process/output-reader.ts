import fs from 'node:fs';
import net from 'node:net';
import tty from 'node:tty';
import { EndMarker } from './end-marker.ts';
import { nextTurn, turnIsSpent, workBegins } from './turn-budget.ts';

/**
 * One for all readers: the system fills it only in the moment before it is handed on, and nobody keeps it.
 * One for each action would be what a run of short tasks allocates most, and starting a process costs time
 * in proportion to the memory of the host.
 */
const BUFFER = Buffer.allocUnsafeSlow(64 * 1024);

/** The reading end of a process's output, with a writer of our own at the other end. */
export interface Channel {
  readonly readFd: number;
  readonly terminal: boolean;
  /** Non-blocking; holds the stream open and takes the end marker. */
  readonly markFd: number;
}

/**
 * Reads one process's output and hands it on in order. It can be paused (the process then blocks when
 * the system's buffer is full), it shares the event loop ({@link turnIsSpent}), and it knows exactly
 * when all output of a finished process is in ({@link EndMarker}). Afterwards it drains, so that what
 * the process left running neither blocks nor dies of a closed pipe.
 */
export class OutputReader {
  readonly #onOutput: (chunk: Buffer) => void;
  readonly #socket: net.Socket;
  readonly #marker: EndMarker;
  #markFd: number | undefined;
  #paused = false;
  #delayed = false;
  #phase: 'reading' | 'ending' | 'draining' | 'closed' = 'reading';
  #carry: Buffer = Buffer.alloc(0);
  #onEnd: (() => void) | undefined;

  constructor(channel: Channel, onOutput: (chunk: Buffer) => void) {
    this.#onOutput = onOutput;
    this.#markFd = channel.markFd;
    this.#marker = new EndMarker(channel.markFd);
    const onread = {
      buffer: BUFFER,
      callback: (count: number) => this.#receive(count),
    };
    // Both constructors take `onread`, though the typings of tty do not say so.
    this.#socket = channel.terminal
      ? new tty.ReadStream(channel.readFd, { onread } as net.SocketConstructorOpts)
      : new net.Socket({ fd: channel.readFd, readable: true, writable: false, onread });
    // A terminal whose last holder has gone reports an error instead of an end.
    this.#socket.on('error', () => this.#close());
    this.#socket.on('end', () => this.#close());
    this.#socket.on('close', () => this.#close());
    this.#socket.resume();
  }

  /** Resolves when everything written until now has been handed on. */
  finish(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#phase !== 'reading') {
        resolve();
        return;
      }
      this.#phase = 'ending';
      this.#onEnd = resolve;
      this.#marker.write(() => this.#end());
    });
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#continue();
  }

  release(): void {
    this.#close();
  }

  #receive(count: number): boolean {
    workBegins();
    const chunk = BUFFER.subarray(0, count);
    if (this.#phase === 'reading') this.#onOutput(chunk);
    else if (this.#phase === 'ending') this.#receiveEnding(chunk);
    if (this.#paused && this.#phase !== 'draining') return false;
    if (turnIsSpent()) {
      if (!this.#delayed) {
        this.#delayed = true;
        nextTurn(() => {
          this.#delayed = false;
          this.#continue();
        });
      }
      return false;
    }
    return true;
  }

  /** Looks for the marker, also when it comes in pieces. */
  #receiveEnding(chunk: Buffer): void {
    const marker = this.#marker.bytes;
    const data = this.#carry.length > 0 ? Buffer.concat([this.#carry, chunk]) : chunk;
    const at = data.indexOf(marker);
    if (at >= 0) {
      if (at > 0) this.#onOutput(data.subarray(0, at));
      this.#carry = Buffer.alloc(0);
      this.#end();
      return;
    }
    const sure = Math.max(0, data.length - marker.length + 1);
    if (sure > 0) this.#onOutput(data.subarray(0, sure));
    this.#carry = Buffer.from(data.subarray(sure));
  }

  #continue(): void {
    if (this.#phase === 'closed' || this.#delayed) return;
    if (this.#paused && this.#phase !== 'draining') return;
    this.#socket.resume();
  }

  #end(): void {
    if (this.#phase !== 'ending') return;
    this.#phase = 'draining';
    if (this.#carry.length > 0) this.#onOutput(this.#carry);
    this.#carry = Buffer.alloc(0);
    this.#closeMark();
    this.#socket.unref();
    this.#continue();
    this.#onEnd?.();
  }

  #closeMark(): void {
    this.#marker.cancel();
    if (this.#markFd === undefined) return;
    fs.closeSync(this.#markFd);
    this.#markFd = undefined;
  }

  #close(): void {
    if (this.#phase === 'closed') return;
    if (this.#phase === 'ending') this.#end();
    this.#phase = 'closed';
    this.#closeMark();
    this.#socket.destroy();
    this.#onEnd?.();
  }
}
