import { resolve } from 'node:path';

/** What of Electron's `app` tells of paths to open: typed narrowly, so that a test can stand in for it. */
export interface OpeningApp {
  on(
    event: 'second-instance',
    listener: (event: unknown, argv: string[], workingDirectory: string) => void,
  ): unknown;
  on(
    event: 'open-file',
    listener: (event: { preventDefault(): void }, file: string) => void,
  ): unknown;
}

interface OpeningOptions {
  /** Words of the command line before the first that is the user's. */
  readonly ownWords: number;
  /** Brings the window to the front; where there is none, and one can be, it is made. */
  readonly show: () => void;
  /** Has the page open a path. */
  readonly send: (path: string) => void;
}

/**
 * Paths that the system asks to open: by a second start, or by a file that was double-clicked. What comes while no
 * page listens, because it is still loading or there is no window, waits for the next one that does. A window shows
 * one bundle: of several the last is opened.
 */
export class OpenRequests {
  readonly #options: OpeningOptions;
  #pages = 0;
  #waiting: string | undefined;

  constructor(app: OpeningApp, options: OpeningOptions) {
    this.#options = options;
    app.on('second-instance', (_event, argv, workingDirectory) => {
      const path = pathOf(argv, options.ownWords, workingDirectory);
      if (path !== undefined) this.#ask(path);
      options.show();
    });
    app.on('open-file', (event, file) => {
      event.preventDefault();
      this.#ask(file);
      options.show();
    });
  }

  /** A page hears from now on what it is asked, until its connection closes. */
  pageListens(connection: { onClose(listener: () => void): unknown }): void {
    this.#pages++;
    connection.onClose(() => {
      this.#pages--;
    });
    const path = this.#waiting;
    this.#waiting = undefined;
    if (path !== undefined) this.#options.send(path);
  }

  #ask(path: string): void {
    if (this.#pages > 0) this.#options.send(path);
    else this.#waiting = path;
  }
}

/** The path that a command line asks to open, which means it from where it was typed. */
export function pathOf(
  argv: readonly string[],
  ownWords: number,
  workingDirectory: string,
): string | undefined {
  const path = argv.slice(ownWords).find((argument) => !argument.startsWith('-'));
  return path === undefined ? undefined : resolve(workingDirectory, path);
}
