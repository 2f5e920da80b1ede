/** How long output may be worked on in one turn of the event loop, over all processes together. */
const TURN_MILLISECONDS = 5;

let turnEnds = 0;
let waiting: (() => void)[] = [];

/** To be called before output is worked on: the first of a turn starts the clock. */
export function workBegins(): void {
  if (turnEnds !== 0) return;
  turnEnds = performance.now() + TURN_MILLISECONDS;
  setImmediate(beginTurn);
}

/**
 * True when this turn of the event loop has given output its share. Reading then stops and goes on in
 * the next turn ({@link nextTurn}), so that a flood of output never holds up timers and messages.
 */
export function turnIsSpent(): boolean {
  return performance.now() >= turnEnds;
}

/** Calls back when output may be worked on again. */
export function nextTurn(resume: () => void): void {
  waiting.push(resume);
}

function beginTurn(): void {
  turnEnds = 0;
  const resumed = waiting;
  waiting = [];
  for (const resume of resumed) resume();
}
