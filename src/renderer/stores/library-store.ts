import type { RecentBundle, SampleBundle } from '../../shared/protocol/bundle.ts';
import { backend } from '../backend/backend.ts';

/** What there is to open. */

export function listSamples(): Promise<SampleBundle[]> {
  return backend.call('samples.list', {}).catch(() => []);
}

export function listRecent(): Promise<RecentBundle[]> {
  return backend.call('recent.list', {}).catch(() => []);
}

export function forgetRecent(path: string): Promise<unknown> {
  return backend.call('recent.remove', { path }).catch(() => undefined);
}
