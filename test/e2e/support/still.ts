import type { Page } from 'playwright-core';

/**
 * Waits until what has been clicked is drawn and nothing moves: two frames have passed, fades and slides are over. A
 * colour that is still fading in is not the one that is seen.
 */
export async function still(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    // A page that is behind another one draws no frames.
    const frame = () => Promise.race([
      new Promise((done) => requestAnimationFrame(done)),
      new Promise((done) => setTimeout(done, 500)),
    ]);
    await frame();
    await frame();
    const ending = document.getAnimations().filter(({ effect, playState }) =>
      playState === 'running' && effect.getComputedTiming().endTime !== Infinity);
    await Promise.all(ending.map(({ finished }) => finished.catch(() => {})));
  })()`);
}

/** As `still`, and views whose code comes later are there. */
export async function drawn(page: Page): Promise<void> {
  // The page's own rules forbid what Playwright would wait with.
  await page.evaluate(`(async () => {
    const late = () => [...document.querySelectorAll('.late-view:not([role=alert])')].some((view) => view.checkVisibility());
    while (late()) await new Promise((done) => setTimeout(done, 50));
  })()`);
  await still(page);
}
