import type { EditPath } from '../../language-worker/contract.ts';
import { idOf } from './paths.ts';

const FIELD = 'input, select, textarea';

/** What was added is filled in next: its first field gets the focus, once it is there. */
export function focusAdded(path: EditPath, tries = 20): void {
  setTimeout(() => {
    const field = fieldOf(idOf(path));
    // A menu that was chosen from gives the focus back to its button when it has gone.
    if (!field || document.querySelector('.menu-popover') || tries === 20) {
      if (tries > 0) focusAdded(path, tries - 1);
      return;
    }
    field.focus();
    if (field instanceof HTMLInputElement) field.select();
    field.scrollIntoView({ block: 'nearest' });
  }, 50);
}

function fieldOf(id: string): HTMLElement | null {
  const place =
    document.getElementById(id) ??
    document
      .getElementById(`${id}-label`)
      ?.closest('.form-field')
      ?.querySelector('.form-field-body');
  const field = place?.matches(FIELD) ? place : place?.querySelector(FIELD);
  return field instanceof HTMLElement ? field : null;
}
