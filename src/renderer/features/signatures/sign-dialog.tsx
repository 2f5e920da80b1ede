import { useState } from 'react';
import { inertText } from '../../../shared/text/inert.ts';
import { useDocument } from '../../stores/document-store.ts';
import { closeSignatures, signBundle } from '../../stores/signature-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyField } from './key-field.tsx';
import './signatures.css';

/** Signs the bundle that is open. */
export function SignDialog() {
  const root = useDocument((state) => state.bundle?.root);
  const [key, setKey] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  if (root === undefined) return null;
  const name = root.replace(/^.*[/\\]/, '');
  const sign = async () => {
    setBusy(true);
    setProblem(await signBundle(root, key.trim(), passphrase));
    setBusy(false);
  };
  const ready = key.trim() !== '' && !busy;
  return (
    <Dialog
      title={words.signatures.signTitle}
      width={520}
      onClose={closeSignatures}
      actions={
        <>
          <Button onClick={closeSignatures}>{words.app.cancel}</Button>
          <Button look="primary" type="submit" form="signature" disabled={!ready}>
            {words.signatures.signDo}
          </Button>
        </>
      }
    >
      <p className="dialog-text">{words.signatures.signLead(inertText(`${name}.sig`))}</p>
      <form
        id="signature"
        className="signature-fields"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void sign();
        }}
      >
        <KeyField
          id="signature-key"
          label={words.signatures.key}
          help={words.signatures.keyHelp}
          title={words.signatures.chooseKey}
          value={key}
          onChange={(path) => {
            setKey(path);
            setProblem(undefined);
          }}
        />
        <label htmlFor="signature-passphrase">{words.signatures.passphrase}</label>
        <input
          id="signature-passphrase"
          className="field mono"
          type="password"
          autoComplete="off"
          value={passphrase}
          aria-describedby="signature-passphrase-help"
          onChange={(event) => {
            setPassphrase(event.target.value);
            setProblem(undefined);
          }}
        />
        <p className="signature-help" id="signature-passphrase-help">
          {words.signatures.passphraseHelp}
        </p>
      </form>
      {problem !== undefined && (
        <p className="signature-problem" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
