import { useFiles } from '../../stores/bundle-files.ts';
import { unsavedForRun } from '../../stores/file-saving.ts';
import { text as words } from '../../text/en.ts';

/** What runs is what is on the screen: which files a run will save, said before it is started. */
export function SavedWithRun() {
  useFiles((state) => state.files);
  const names = unsavedForRun();
  if (names.length === 0) return null;
  return (
    <span className="header-saves cut" title={words.bundleFiles.runSavesHelp(names)}>
      {words.bundleFiles.runSaves(names.map((name) => name.replace(/^.*\//, '')))}
    </span>
  );
}
