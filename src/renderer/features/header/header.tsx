import { isFileDirty, useFiles } from '../../stores/bundle-files.ts';
import { useDialogs } from '../../stores/dialog-store.ts';
import { isDirty, useDocument } from '../../stores/document-store.ts';
import { saveShown } from '../../stores/file-saving.ts';
import { fileOfTab, useLayout } from '../../stores/layout-store.ts';
import { chooseAndOpen } from '../../stores/session.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { ArrangementToggle } from './arrangement-toggle.tsx';
import { BundleMenu } from './bundle-menu.tsx';
import { RunButtons } from './run-buttons.tsx';
import { SavedWithRun } from './saved-with-run.tsx';
import { TrustChip } from './trust-chip.tsx';
import './header.css';

/** The top of the window: what is open, and what to do with it. */
export function Header({ paletteKey }: { readonly paletteKey: string }) {
  const bundle = useDocument((state) => state.bundle);
  const templateDirty = useDocument(isDirty);
  const templateSaving = useDocument((state) => state.saving);
  const shown = useLayout((state) => fileOfTab(state.centreTab));
  const file = useFiles((state) => state.files.find((one) => one.path === shown));
  const anyDirty = useFiles((state) => state.files.some(isFileDirty)) || templateDirty;
  const dirty = file ? isFileDirty(file) : templateDirty;
  const saving = file ? file.saving : templateSaving;
  return (
    <header className="header">
      <h1 className="header-name">{words.app.name}</h1>
      {bundle && <BundleMenu bundle={bundle} dirty={anyDirty} />}
      <div className="header-actions">
        <Button aria-label={words.header.open} onClick={() => void chooseAndOpen()}>
          {words.header.open}
        </Button>
        {bundle && (
          <>
            <Button disabled={!dirty || saving} onClick={() => void saveShown()}>
              {words.header.save}
            </Button>
            <SavedWithRun />
            <RunButtons />
            <TrustChip />
          </>
        )}
        {bundle && <ArrangementToggle />}
        <Button
          look="quiet"
          className="header-key"
          aria-label={`${words.header.palette} ${paletteKey}`}
          title={words.header.palette}
          onClick={() => useDialogs.setState({ palette: true })}
        >
          <kbd>{paletteKey}</kbd>
        </Button>
      </div>
    </header>
  );
}
