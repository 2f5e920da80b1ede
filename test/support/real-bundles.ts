import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Templates of bundles that others wrote, from a folder of them: `JOBWRIGHT_BUNDLES=… npm test`. They are not kept
 * here; a checkout of deadline-cloud-samples is a good one.
 */
export function realTemplates(): readonly string[] {
  const folder = process.env.JOBWRIGHT_BUNDLES;
  if (folder === undefined) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:^|[\\/])template\.(?:ya?ml|json)$/.test(name))
    .map((name) => join(folder, name));
}
