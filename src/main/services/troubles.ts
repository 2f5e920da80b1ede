import type { Trouble } from '../../shared/protocol/index.ts';
import type { Broadcast } from '../backend.ts';

/** What the application's own files hold, and what it means that it is gone. */
const OWN_FILES = {
  settings: ['Your settings', 'The defaults are in use, also for who must vouch for a bundle.'],
  trust: ['What you have trusted', 'You are asked again before anything of a bundle runs.'],
  signers: ['The trusted signers', 'Nobody’s signature counts until you add signers again.'],
  recent: ['The list of recent bundles', 'It begins anew.'],
  bundles: [
    'What was kept of your bundles',
    'Their values, set-up and tabs begin anew; the bundles themselves are untouched.',
  ],
} as const;
type OwnFile = keyof typeof OWN_FILES;

/** What is wrong with the application's own files, for pages that are there and for those that come. */
export class Troubles {
  readonly #known = new Map<string, string>();
  readonly #broadcast: Broadcast;

  constructor(broadcast: Broadcast) {
    this.#broadcast = broadcast;
  }

  get list(): Trouble[] {
    return [...this.#known].map(([id, message]) => ({ id, message }));
  }

  tell(id: string, message: string): void {
    if (this.#known.get(id) === message) return;
    this.#known.set(id, message);
    this.#broadcast('app.trouble', { id, message });
  }

  over(id: string): void {
    if (this.#known.delete(id)) this.#broadcast('app.trouble', { id, message: null });
  }

  /** Tells that a file of the application's own was damaged; `aside`: where what it held is now. */
  damaged(file: OwnFile): (path: string, aside: string | undefined) => void {
    const [what, then] = OWN_FILES[file];
    return (path, aside) =>
      this.tell(
        file,
        aside === undefined
          ? `${what} cannot be read: ${path} is damaged. ${then} The file is written over with the next change.`
          : `${what} could not be read: ${path} was damaged and is now ${aside}. ${then}`,
      );
  }
}
