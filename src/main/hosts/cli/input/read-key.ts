import { readFile, stat } from 'node:fs/promises';
import { MAX_KEY_BYTES, publicKey, type Signer } from '../../../trust/index.ts';
import { fail, USAGE_EXIT } from '../exit.ts';
import { keyWords } from '../print/trust-words.ts';

/** The public keys that may vouch, each named by its file; ends the command at the first that cannot. */
export async function readSigners(files: readonly string[]): Promise<Signer[]> {
  const signers: Signer[] = [];
  for (const file of files) {
    const read = publicKey(await readKeyFile(file));
    if (!read.ok) fail(keyWords(read.problem, file), USAGE_EXIT);
    signers.push({ name: file, key: read.key });
  }
  return signers;
}

/** The text of a key file; ends the command when it cannot be one. */
export async function readKeyFile(path: string): Promise<string> {
  const unreadable = (error: Error) => fail(`The key cannot be read: ${error.message}`, USAGE_EXIT);
  const { size } = await stat(path).catch(unreadable);
  if (size > MAX_KEY_BYTES) fail(`"${path}" is too large for a key.`, USAGE_EXIT);
  // A pipe is waited for: a vault may hand a key over in one.
  return readFile(path, 'utf8').catch(unreadable);
}
