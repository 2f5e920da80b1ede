/** The parts of the window in the order in which F6 goes through them. */
const REGIONS = [
  '.header',
  '.outline',
  '.template-editor',
  '.bottom',
  '.parameters',
  '.preview',
  '.output',
];
const FOCUSABLE =
  'button:not(:disabled), input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';

/** Moves the focus to the next part of the window: out of the editor, too, where Tab is a character. */
export function focusNextRegion(by: 1 | -1): void {
  if (document.querySelector('.dialog-overlay')) return;
  const present = REGIONS.flatMap((selector) => document.querySelector(selector) ?? []);
  const at = present.findIndex((region) => region.contains(document.activeElement));
  for (let step = 1; step <= present.length; step++) {
    const region = present[(at + by * step + present.length * 2) % present.length];
    const target = region && firstIn(region);
    if (!target) continue;
    target.focus();
    return;
  }
}

/** Where the focus goes in a part of the window; a view that is away cannot have it. */
function firstIn(region: Element): HTMLElement | undefined {
  const wanted = '.monaco-editor :is(textarea, [role=textbox]), .graph-keys';
  return [wanted, FOCUSABLE]
    .flatMap((selector) => [...region.querySelectorAll<HTMLElement>(selector)])
    .find((element) => element.getClientRects().length > 0);
}
