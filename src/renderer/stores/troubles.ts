import { backend } from '../backend/backend.ts';
import { dismiss, notify } from './app-store.ts';

const shown = new Map<string, number>();

/** Says what is wrong with the application's own files, and takes it back when it is no longer. */
function show(id: string, message: string | null): void {
  const before = shown.get(id);
  if (before !== undefined) dismiss(before);
  shown.delete(id);
  if (message !== null) shown.set(id, notify('error', message, true));
}

backend.on('app.trouble', ({ id, message }) => show(id, message));

/** Tells what was found before this page was there. */
export function tellTroubles(found: readonly { id: string; message: string }[]): void {
  for (const { id, message } of found) show(id, message);
}
