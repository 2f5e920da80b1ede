import { text as words } from '../text/en.ts';
import { dismiss, notify } from './app-store.ts';
import { countProblems, useJob } from './job-store.ts';

/** Why nothing ran is said until it is no longer so. */
let shown: number | undefined;

/** `missing`: names of parameters without a value. */
export function tellMissing(missing: readonly string[]): void {
  say(
    words.run.missing(missing),
    () => !missing.every((name) => useJob.getState().job?.missing?.includes(name)),
  );
}

/** The template or the values have problems. */
export function tellInvalid(): void {
  // What only the backend finds wrong is said until something runs.
  const isKnown = countProblems(useJob.getState()).errors > 0;
  say(words.run.invalid, () => isKnown && countProblems(useJob.getState()).errors === 0);
}

/** The policy of this machine asks for a signature; `why`: what is wrong with it. */
export function tellUnsigned(why: string): void {
  say(why, () => false);
}

/** Something runs. */
export function takeBackRefusal(): void {
  if (shown !== undefined) dismiss(shown);
  shown = undefined;
}

function say(reason: string, isMended: () => boolean): void {
  takeBackRefusal();
  const id = notify('error', reason);
  shown = id;
  const stop = useJob.subscribe(() => {
    if (shown === id && !isMended()) return;
    stop();
    if (shown === id) takeBackRefusal();
  });
}
