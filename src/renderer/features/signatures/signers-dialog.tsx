import { useState } from 'react';
import type { Settings } from '../../../shared/protocol/settings.ts';
import { inertText } from '../../../shared/text/inert.ts';
import { changeSettings, useSettings } from '../../stores/settings-store.ts';
import {
  addSigner,
  closeSignatures,
  removeSigner,
  useSignatures,
} from '../../stores/signature-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { KeyField } from './key-field.tsx';
import './signatures.css';

const POLICIES: readonly Settings['signaturePolicy'][] = ['off', 'warn', 'block'];

/** Whose signatures count here, and what follows where none does. */
export function SignersDialog() {
  const policy = useSettings((state) => state.signaturePolicy);
  return (
    <Dialog
      title={words.signatures.signersTitle}
      width={560}
      onClose={closeSignatures}
      actions={
        <Button look="primary" onClick={closeSignatures}>
          {words.elsewhere.done}
        </Button>
      }
    >
      <p className="dialog-text">{words.signatures.signersLead}</p>
      <div className="signature-body scroll">
        <SignerList />
        <AddSigner />
        <div className="signature-policy" role="radiogroup" aria-labelledby="signature-policy">
          <h3 className="signature-title" id="signature-policy">
            {words.signatures.policy}
          </h3>
          {POLICIES.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="signature-policy"
                checked={policy === one}
                onChange={() => changeSettings({ signaturePolicy: one })}
              />
              {words.signatures.policies[one]}
            </label>
          ))}
        </div>
      </div>
    </Dialog>
  );
}

function SignerList() {
  const signers = useSignatures((state) => state.signers);
  if (!signers) return null;
  if (signers.length === 0) return <p className="dim">{words.signatures.noSigners}</p>;
  return (
    <ul className="signature-list" aria-label={words.signatures.list}>
      {signers.map((one) => (
        <li key={one.fingerprint}>
          <span>
            <span className="cut">{inertText(one.name)}</span>
            <span className="dim mono cut" title={one.fingerprint}>
              {one.fingerprint}
            </span>
          </span>
          <Button
            look="quiet"
            aria-label={words.signatures.remove(inertText(one.name))}
            onClick={() => void removeSigner(one)}
          >
            <Icon name="close" size={12} />
          </Button>
        </li>
      ))}
    </ul>
  );
}

function AddSigner() {
  const [name, setName] = useState('');
  const [key, setKey] = useState('');
  const [problem, setProblem] = useState<string>();
  const ready = name.trim() !== '' && key.trim() !== '';
  const add = async () => {
    const found = await addSigner(name.trim(), key.trim());
    setProblem(found);
    if (found !== undefined) return;
    setName('');
    setKey('');
  };
  return (
    <form
      className="signature-add"
      aria-label={words.signatures.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void add();
      }}
    >
      <h3 className="signature-title">{words.signatures.add}</h3>
      <label htmlFor="signer-name">{words.signatures.name}</label>
      <input
        id="signer-name"
        className="field"
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <KeyField
        id="signer-key"
        label={words.signatures.publicKey}
        help={words.signatures.publicKeyHelp}
        title={words.signatures.choosePublicKey}
        value={key}
        onChange={(path) => {
          setKey(path);
          setProblem(undefined);
        }}
      />
      {problem !== undefined && (
        <p className="signature-refused" role="alert">
          {problem}
        </p>
      )}
      <Button type="submit" disabled={!ready}>
        {words.signatures.addDo}
      </Button>
    </form>
  );
}
