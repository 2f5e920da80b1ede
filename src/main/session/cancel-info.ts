import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** §5.3.2: the file by which a notified action learns how long it has. */
export function writeCancelInfo(directory: string, notifyEnd: Date): void {
  const file = path.join(directory, 'cancel_info.json');
  const text = JSON.stringify({ NotifyEnd: `${notifyEnd.toISOString().slice(0, 19)}Z` });
  // The folder may be another user's to write to as well: a link that was put there is not followed.
  const next = `${file}.${randomBytes(8).toString('hex')}`;
  try {
    fs.writeFileSync(next, text, { mode: 0o644, flag: 'wx' });
    // Renamed into place: an action that reads it again while waiting never sees half of it.
    fs.renameSync(next, file);
  } catch (error) {
    fs.rmSync(next, { force: true });
    throw error;
  }
}
