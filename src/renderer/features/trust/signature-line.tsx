import { useEffect, useState } from 'react';
import type { RunRequest, SignatureState } from '../../../shared/protocol/methods.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { checkSignature } from '../../stores/signature-store.ts';
import { text as words } from '../../text/en.ts';
import { signatureWords } from '../../text/signature-words.ts';
import { StateGlyph } from '../../ui/state-glyph.tsx';

/** Who vouches for what would run. Where nobody asks for signatures, a bundle without one is nothing to speak of. */
export function SignatureLine({ of }: { readonly of: RunRequest }) {
  const policy = useSettings((state) => state.signaturePolicy);
  const [found, setFound] = useState<SignatureState>();
  useEffect(() => {
    let shown = true;
    setFound(undefined);
    void checkSignature(of).then((state) => shown && setFound(state));
    return () => {
      shown = false;
    };
  }, [of]);
  if (policy === 'off' && (!found || found.state === 'unsigned')) return null;
  const signed = found?.state === 'signed';
  return (
    <>
      <h3 className="trust-title">{words.signatures.title}</h3>
      <p className={`trust-signature ${found && !signed ? 'trust-warn' : ''}`} role="status">
        {found && <StateGlyph state={signed ? 'done' : 'failed'} />}
        <span>
          {found ? signatureWords(found) : words.signatures.checking}
          {signed && <span className="dim mono"> {found.signer.fingerprint}</span>}
        </span>
      </p>
    </>
  );
}
