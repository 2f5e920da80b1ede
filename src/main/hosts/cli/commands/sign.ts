import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { atomicWrite } from '../../../services/atomic-write.ts';
import { fingerprint, privateKey, signaturePath, signBundle } from '../../../trust/index.ts';
import { fail, USAGE_EXIT } from '../exit.ts';
import { readKeyFile } from '../input/read-key.ts';
import { type OutputFormat, printDocument } from '../print/document.ts';
import { keyWords, listingWords } from '../print/trust-words.ts';

interface SignOptions {
  readonly key: string;
  readonly passphraseFile?: string;
  readonly signature?: string;
  readonly output: OutputFormat;
}

/** Signs what a bundle holds and writes the signature beside its folder. */
export async function sign(path: string, options: SignOptions): Promise<void> {
  const root = resolve(path);
  const passphrase =
    options.passphraseFile === undefined
      ? undefined
      : (await readPassphrase(options.passphraseFile)).replace(/\r?\n$/, '');
  const read = privateKey(await readKeyFile(options.key), passphrase);
  if (!read.ok) fail(keyWords(read.problem, options.key), USAGE_EXIT);
  const signed = await signBundle(root, read.key);
  if (!signed.ok) fail(listingWords(signed.problem, path), 1);
  const target = options.signature ?? signaturePath(root);
  await atomicWrite(target, signed.text).catch((error: Error) =>
    fail(`The signature cannot be written: ${error.message}`, 1),
  );
  const key = fingerprint(read.key);
  if (options.output === 'human-readable')
    process.stdout.write(
      `Signed ${signed.files} ${signed.files === 1 ? 'file' : 'files'} (${signed.hash}).\nKey ${key}\n${target}\n`,
    );
  else
    printDocument(
      { signature: target, hash: signed.hash, files: signed.files, key },
      options.output,
    );
}

function readPassphrase(path: string): Promise<string> {
  const words = path === '-' ? text(process.stdin) : readFile(path, 'utf8');
  return words.catch((error: Error) =>
    fail(`The pass phrase cannot be read: ${error.message}`, USAGE_EXIT),
  );
}
