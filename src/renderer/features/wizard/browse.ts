import { chooseFile, type FileRequest } from '../../stores/dialog-store.ts';

/** Lets a path be chosen, which replaces the one in a field. */
export function browse(
  mode: FileRequest['mode'],
  title: string,
  take: (path: string) => void,
): () => void {
  return () => void chooseFile({ mode, title }).then((path) => path !== null && take(path));
}
