import type { Page } from 'playwright-core';

/** Longer than anything waits in the page for typing to pause before it is kept. */
const PAUSE = 1000;

/** Requests of each page that the server has not answered yet. */
const waiting = new WeakMap<Page, Set<string>>();

/** Counts what a page asks its server for. */
export function watchRequests(page: Page): void {
  const asked = new Set<string>();
  waiting.set(page, asked);
  const idOf = (payload: string | Buffer) => /^\{"id":(\d+)/.exec(payload.toString().slice(0, 40));
  page.on('websocket', (socket) => {
    asked.clear();
    socket.on('framesent', ({ payload }) => {
      const id = idOf(payload)?.[1];
      if (id !== undefined) asked.add(id);
    });
    socket.on('framereceived', ({ payload }) => asked.delete(idOf(payload)?.[1] ?? ''));
  });
}

/**
 * Waits until everything is kept that the page keeps once typing has paused. Timers of one page run in the order of
 * their ends, however late: when this one has run, those of before have, and what they asked for is answered.
 */
export async function calm(page: Page): Promise<void> {
  await page.evaluate(
    `new Promise((done) => setTimeout(() => requestIdleCallback(done), ${PAUSE}))`,
  );
  while ((waiting.get(page)?.size ?? 0) > 0) await page.waitForTimeout(20);
}
