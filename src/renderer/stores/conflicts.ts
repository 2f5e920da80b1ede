import { useFiles } from './bundle-files.ts';
import { resolveConflict, useDocument } from './document-store.ts';
import { resolveFileConflict } from './file-saving.ts';

/** A file that changed on the disk while it has unsaved changes here. */
interface OpenConflict {
  readonly name: string;
  readonly theirs: string;
  readonly mine: () => string;
  readonly decide: (choice: 'mine' | 'theirs' | 'later') => Promise<void>;
}

/** One at a time: the template's first, then those of other files. */
export function useConflict(): OpenConflict | undefined {
  const template = useDocument((state) => state.conflict);
  const name = useDocument((state) => state.bundle?.template.path ?? '');
  const file = useFiles((state) => state.files.find((one) => one.conflict !== undefined));
  if (template)
    return {
      name: name.replace(/^.*[/\\]/, ''),
      theirs: template.theirText,
      mine: () => useDocument.getState().text,
      decide: resolveConflict,
    };
  if (!file?.conflict) return undefined;
  return {
    name: file.path,
    theirs: file.conflict.theirText,
    mine: () => useFiles.getState().files.find((one) => one.path === file.path)?.text ?? '',
    decide: (choice) => resolveFileConflict(file.path, choice),
  };
}
