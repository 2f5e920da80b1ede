import { resolve } from 'node:path';
import { checkBundle, fingerprint } from '../../../trust/index.ts';
import { fail } from '../exit.ts';
import { readSigners } from '../input/read-key.ts';
import { type OutputFormat, printDocument } from '../print/document.ts';
import { signatureWords } from '../print/trust-words.ts';

interface VerifyOptions {
  readonly key: readonly string[];
  readonly signature?: string;
  readonly output: OutputFormat;
}

/** Checks a bundle against its signature and the keys that may vouch. Exit code 0 only when one of them does. */
export async function verify(path: string, options: VerifyOptions): Promise<void> {
  const signers = await readSigners(options.key);
  const root = resolve(path);
  const check = await checkBundle(
    root,
    signers,
    options.signature === undefined ? {} : { signature: options.signature },
  ).catch((error: Error) => fail(`The signature cannot be read: ${error.message}`, 1));
  process.exitCode = check.state === 'signed' ? 0 : 1;
  if (options.output === 'human-readable') {
    const stream = check.state === 'signed' ? process.stdout : process.stderr;
    stream.write(`${signatureWords(check, path)}\n`);
    return;
  }
  const { state } = check;
  printDocument(
    {
      state,
      ...('hash' in check ? { hash: check.hash } : {}),
      ...('signer' in check
        ? { key: fingerprint(check.signer.key), keyFile: check.signer.name }
        : {}),
      ...('problem' in check ? { problem: check.problem } : {}),
    },
    options.output,
  );
}
