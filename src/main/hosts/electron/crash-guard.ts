/** So many crashes within this time are no accident: loading the page again would only go on with them. */
const MOST_CRASHES = 3;
const WITHIN_MS = 60_000;

/** What of a window's contents is used: typed narrowly, so that a test can stand in for it. */
export interface CrashingContents {
  on(
    event: 'render-process-gone',
    listener: (event: unknown, details: { reason: string }) => void,
  ): unknown;
  reload(): void;
  loadURL(url: string): Promise<void>;
}

/**
 * Loads a page that died again; runs live in the main process and are not touched by it. One that keeps dying is
 * replaced by a plain page, which says so and leaves it to the user to try again.
 */
export function guardCrashes(
  contents: CrashingContents,
  { crashedUrl, gaveUp, now = Date.now }: CrashOptions,
): void {
  let crashes: number[] = [];
  contents.on('render-process-gone', (_event, { reason }) => {
    // The window is closing.
    if (reason === 'clean-exit') return;
    crashes = [...crashes, now()].filter((at) => at > now() - WITHIN_MS);
    if (crashes.length < MOST_CRASHES) {
      contents.reload();
      return;
    }
    crashes = [];
    gaveUp();
    void contents.loadURL(crashedUrl).catch(() => undefined);
  });
}

interface CrashOptions {
  readonly crashedUrl: string;
  /** The page that was there will not come back by itself. */
  readonly gaveUp: () => void;
  readonly now?: () => number;
}
