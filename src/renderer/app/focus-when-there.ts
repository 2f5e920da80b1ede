import { focusClaim } from '../stores/focus-claim.ts';

let watching: MutationObserver | undefined;

/**
 * Gives the keyboard to a part of the window: before the next key where it is drawn by what has just changed, else as soon
 * as it is there. Only the last one that was asked for gets it, and only when nobody has gone elsewhere meanwhile.
 */
export function focusWhenThere(selector: string): void {
  watching?.disconnect();
  const claim = focusClaim();
  const tryIt = () => {
    const found = document.querySelector<HTMLElement>(selector);
    if (!found && claim()) return;
    observer.disconnect();
    if (claim()) found?.focus();
  };
  const observer = new MutationObserver(tryIt);
  watching = observer;
  observer.observe(document.body, { childList: true, subtree: true });
  tryIt();
}
