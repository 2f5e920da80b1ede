import { useDialogs } from '../../stores/dialog-store.ts';
import { isDirty, saveDocument, useDocument } from '../../stores/document-store.ts';
import { chooseAndOpen } from '../../stores/session.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { BundleMenu } from './bundle-menu.tsx';
import { RunButtons } from './run-buttons.tsx';
import { TrustChip } from './trust-chip.tsx';
import './header.css';

/** The top of the window: what is open, and what to do with it. */
export function Header({ paletteKey }: { readonly paletteKey: string }) {
  const bundle = useDocument((state) => state.bundle);
  const dirty = useDocument(isDirty);
  const saving = useDocument((state) => state.saving);
  return (
    <header className="header">
      <h1 className="header-name">{words.app.name}</h1>
      {bundle && <BundleMenu bundle={bundle} dirty={dirty} />}
      <div className="header-actions">
        <Button aria-label={words.header.open} onClick={() => void chooseAndOpen()}>
          {words.header.open}
        </Button>
        {bundle && (
          <>
            <Button disabled={!dirty || saving} onClick={() => void saveDocument()}>
              {words.header.save}
            </Button>
            <RunButtons />
            <TrustChip />
          </>
        )}
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
