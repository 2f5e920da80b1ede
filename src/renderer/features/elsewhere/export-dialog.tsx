import { useState } from 'react';
import { chooseFile, closeElsewhere } from '../../stores/dialog-store.ts';
import { useDocument } from '../../stores/document-store.ts';
import { type ExportOutcome, exportBundle } from '../../stores/export-bundle.ts';
import { open } from '../../stores/session.ts';
import { settleUnsaved } from '../../stores/unsaved.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import '../../ui/field.css';
import './elsewhere.css';

/** Where the bundle is exported to or saved and opened; nothing is written over without being asked for. */
export function ExportDialog({ purpose }: { readonly purpose: 'export' | 'save' }) {
  const saves = purpose === 'save';
  const folderGone = useDocument((state) => state.folderGone);
  const bundle = useDocument((state) => state.bundle);
  const [directory, setDirectory] = useState(
    () => bundle?.root.replace(/[/\\][^/\\]+$/, '') || '/',
  );
  const [name, setName] = useState(() => `${bundle?.name ?? ''}-${saves ? 'copy' : 'export'}`);
  const [outcome, setOutcome] = useState<ExportOutcome>();
  const [busy, setBusy] = useState(false);
  const run = async (overwrite: boolean) => {
    setBusy(true);
    const result = await exportBundle(directory.trim(), name.trim(), overwrite);
    if (saves && result.kind === 'done') {
      await settleUnsaved();
      await open(result.path);
    }
    setBusy(false);
    if (result.kind === 'done') closeElsewhere();
    else setOutcome(result);
  };
  const browse = async () => {
    const chosen = await chooseFile({
      mode: 'directory',
      title: words.elsewhere.chooseFolder,
      startAt: directory,
    });
    if (chosen !== null) change(() => setDirectory(chosen));
  };
  const change = (set: () => void) => {
    setOutcome(undefined);
    set();
  };
  const ready = directory.trim() !== '' && name.trim() !== '' && !busy;
  return (
    <Dialog
      title={saves ? words.elsewhere.saveTitle : words.elsewhere.exportTitle}
      width={520}
      onClose={closeElsewhere}
      actions={
        <>
          <Button onClick={closeElsewhere}>{words.app.cancel}</Button>
          {outcome?.kind === 'exists' ? (
            <Button look="danger" disabled={!ready} onClick={() => void run(true)}>
              {words.elsewhere.exportOver}
            </Button>
          ) : (
            <Button look="primary" disabled={!ready} onClick={() => void run(false)}>
              {saves ? words.elsewhere.saveDo : words.elsewhere.exportDo}
            </Button>
          )}
        </>
      }
    >
      <p className="dialog-text">{saves ? words.elsewhere.saveLead : words.elsewhere.exportLead}</p>
      {saves && folderGone && bundle && (
        <p className="dialog-text">{words.elsewhere.saveGone(bundle.root)}</p>
      )}
      <div className="elsewhere-fields">
        <label htmlFor="export-folder">{words.elsewhere.folder}</label>
        <span className="elsewhere-row">
          <input
            id="export-folder"
            className="field mono"
            value={directory}
            onChange={(event) => change(() => setDirectory(event.target.value))}
          />
          <Button onClick={() => void browse()}>{words.parameters.browse}</Button>
        </span>
        <label htmlFor="export-name">{words.elsewhere.name}</label>
        <input
          id="export-name"
          className="field mono"
          value={name}
          onChange={(event) => change(() => setName(event.target.value))}
        />
      </div>
      {outcome && outcome.kind !== 'done' && (
        <div className="elsewhere-problem" role="alert">
          <p>{outcome.why}</p>
          {outcome.kind === 'exists' && <p className="dim">{words.elsewhere.overHelp}</p>}
        </div>
      )}
    </Dialog>
  );
}
