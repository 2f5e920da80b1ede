import { randomBytes } from 'node:crypto';
import fs from 'node:fs';

/**
 * Tells when everything a finished process has written has been read, whoever else still holds its
 * output open: a unique text is written behind it into the same stream, and once that text comes out,
 * all before it is in. The descriptor must be non-blocking; a full stream is tried again.
 */
export class EndMarker {
  readonly bytes: Buffer = Buffer.from(`\0end:${randomBytes(12).toString('hex')}\0`, 'latin1');
  readonly #fd: number;
  #written = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** Writes what is still to be written; goes on by itself until all of it is in. */
  write(onFailure: () => void): void {
    this.#timer = undefined;
    try {
      while (this.#written < this.bytes.length) {
        this.#written += fs.writeSync(this.#fd, this.bytes, this.#written);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') {
        this.#timer = setTimeout(() => this.write(onFailure), 2);
      } else {
        onFailure();
      }
    }
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }
}
