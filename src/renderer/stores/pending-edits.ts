/** Edits of the document that are under way: what reads its text to keep or run it waits for them. */

let last: Promise<unknown> = Promise.resolve();
let count = 0;

/** Does an edit after those before it. */
export function queueEdit<T>(edit: () => Promise<T>): Promise<T> {
  count++;
  const made = last.then(edit, edit);
  last = made.then(
    () => count--,
    () => count--,
  );
  return made;
}

export function hasPendingEdits(): boolean {
  return count > 0;
}

/** Resolves when all edits that were asked for are in the text. */
export async function editsDone(): Promise<void> {
  while (count > 0) await last;
}
