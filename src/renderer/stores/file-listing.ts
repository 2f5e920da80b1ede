import type { Result } from '../../shared/protocol/methods.ts';
import { backend, failureText } from '../backend/backend.ts';

export type Listing = Result<'file.list'>;

/** A folder's entries, or in words why they cannot be listed. */
export function listDirectory(directory: string): Promise<Listing | string> {
  return backend.call('file.list', { directory }).catch((error: unknown) => failureText(error));
}
