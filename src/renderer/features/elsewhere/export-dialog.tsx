import { useState } from 'react';
import { chooseFile, closeElsewhere } from '../../stores/dialog-store.ts';
import { useDocument } from '../../stores/document-store.ts';
import { type ExportOutcome, exportBundle } from '../../stores/export-bundle.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import '../../ui/field.css';
import './elsewhere.css';

/** Where the bundle is exported to; nothing is written over without being asked for. */
export function ExportDialog() {
  const bundle = useDocument((state) => state.bundle);
  const [directory, setDirectory] = useState(
    () => bundle?.root.replace(/[/\\][^/\\]+$/, '') || '/',
  );
  const [name, setName] = useState(() => `${bundle?.name ?? ''}-export`);
  const [outcome, setOutcome] = useState<ExportOutcome>();
  const [busy, setBusy] = useState(false);
  const run = async (overwrite: boolean) => {
    setBusy(true);
    const result = await exportBundle(directory.trim(), name.trim(), overwrite);
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
      title={words.elsewhere.exportTitle}
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
              {words.elsewhere.exportDo}
            </Button>
          )}
        </>
      }
    >
      <p className="dialog-text">{words.elsewhere.exportLead}</p>
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
