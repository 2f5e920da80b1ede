import { backend } from '../backend/backend.ts';
import { useDocument } from './document-store.ts';

/** What was found out already; programs seldom come and go while a window is open. */
const known = new Map<string, Promise<string | null | undefined>>();

/** Where a program is on this machine; null: it is not here; undefined: that cannot be told. */
export function findProgram(name: string): Promise<string | null | undefined> {
  const directory = useDocument.getState().bundle?.root ?? '';
  // A path into the session folder exists once the session does.
  if (name === '' || name.startsWith('<')) return Promise.resolve(undefined);
  const key = `${directory} ${name}`;
  let answer = known.get(key);
  if (!answer) {
    answer = backend.call('machine.findPrograms', { names: [name], directory }).then(
      (found) => found[0]?.path,
      () => undefined,
    );
    known.set(key, answer);
    setTimeout(() => known.delete(key), 20_000);
  }
  return answer;
}
