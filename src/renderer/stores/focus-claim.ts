/** Whether the keyboard may still be given to what was asked for. */
export type FocusClaim = () => boolean;

let acts = 0;
// Voices and other aids give text without a key.
for (const act of ['pointerdown', 'keydown', 'input'])
  globalThis.window?.addEventListener(act, () => acts++, { capture: true, passive: true });

/**
 * Notes who has the keyboard when something is asked for that may only come later. Who has gone elsewhere meanwhile, to
 * type into a field, keeps it; a dialog that closes and gives it back does not.
 */
export function focusClaim(): FocusClaim {
  const from = focused();
  const before = acts;
  return () => {
    const now = focused();
    return acts === before || now === undefined || now === from;
  };
}

function focused(): Element | undefined {
  const { activeElement, body } = globalThis.document ?? {};
  return activeElement && activeElement !== body ? activeElement : undefined;
}
