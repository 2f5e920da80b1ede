import type { Params } from '../../../shared/protocol/index.ts';

/** What the page told last of what is not saved. */
export type Unsaved = Params<'app.tellUnsaved'>['files'];

export type ClosingChoice = 'save' | 'close' | 'stay';

/** What of a window is used: typed narrowly, so that a test can stand in for it. */
export interface ClosingWindow {
  on(event: 'close', listener: (event: { preventDefault(): void }) => void): unknown;
  close(): void;
}

interface ClosingOptions {
  readonly ask: (question: ClosingQuestion) => Promise<ClosingChoice>;
  /** Has the page save everything; it then closes the window itself. */
  readonly saveAndClose: () => void;
}

export interface ClosingQuestion {
  readonly message: string;
  readonly detail: string;
}

/** Lets a window go only when everything is saved or the user knows what is not. */
export class ClosingGuard {
  #unsaved: Unsaved = [];
  #allowed = false;
  #saving = false;
  #asking: Promise<boolean> | undefined;
  readonly #options: ClosingOptions;

  constructor(options: ClosingOptions) {
    this.#options = options;
  }

  /** What the page tells; a page that is loaded anew begins with nothing. */
  tell(files: Unsaved): void {
    this.#unsaved = files;
  }

  watch(window: ClosingWindow): void {
    this.#unsaved = [];
    this.#allowed = false;
    window.on('close', (event) => {
      if (this.#allowed || this.#unsaved.length === 0) return;
      event.preventDefault();
      void this.mayClose().then((may) => {
        if (may) window.close();
      });
    });
  }

  /** The page was asked to save everything, and has not told that it is done. */
  get isSaving(): boolean {
    return this.#saving;
  }

  /** Asks where something is not saved; one question at a time. */
  mayClose(): Promise<boolean> {
    if (this.#allowed || this.#unsaved.length === 0) return Promise.resolve(true);
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** The page saved everything, or the user agreed: nothing more is asked. */
  allow(): void {
    this.#allowed = true;
  }

  async #ask(): Promise<boolean> {
    const choice = await this.#options.ask(closingQuestion(this.#unsaved));
    this.#saving = choice === 'save';
    if (choice === 'save') this.#options.saveAndClose();
    if (choice === 'close') this.allow();
    return choice === 'close';
  }
}

const LISTED = 8;

/** What is not saved, by name, and what becomes of it. */
export function closingQuestion(files: Unsaved): ClosingQuestion {
  const names = files
    .slice(0, LISTED)
    .map(({ name, kept }) => (kept ? name : `${name} (not kept)`));
  const more = files.length - names.length;
  const lost = files.filter(({ kept }) => !kept).length;
  const becomes =
    lost === 0
      ? 'Closed without saving, your changes are kept on this machine and are there again when you open the bundle.'
      : 'Changes that are marked “not kept” could not be put aside, because the disk is full or cannot be written: closed without saving, they are lost.';
  return {
    message: files.length === 1 ? '1 file is not saved.' : `${files.length} files are not saved.`,
    detail: [...names, ...(more > 0 ? [`and ${more} more`] : []), '', becomes].join('\n'),
  };
}
