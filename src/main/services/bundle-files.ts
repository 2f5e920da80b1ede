import { readdir, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { BundleFile } from '../../shared/protocol/index.ts';
import { TEMPLATE_NAMES } from './directories.ts';
import { readHead } from './text-files.ts';

const MAX_FILES = 2000;
const MAX_DEPTH = 8;
/** Endings of files that an interpreter runs. */
export const SCRIPT_ENDINGS = new Set([
  '.sh',
  '.bash',
  '.py',
  '.js',
  '.mjs',
  '.cjs',
  '.ps1',
  '.bat',
  '.cmd',
  '.pl',
  '.rb',
  '.lua',
  '.mel',
  '.tcl',
]);
/** The files with a bundle's own values. */
export const VALUES_NAME = /^(parameter_values|asset_references)\.(ya?ml|json)$/;
const SKIPPED_FOLDERS = new Set(['node_modules', '__pycache__', '.git']);

/** Made once: comparing with `localeCompare` would hold the event loop for 50 ms in a folder of 2,000. */
const NAMES = new Intl.Collator('en', { numeric: true });

/** The files of a bundle's folder, linked folders not entered, at most 2,000; `more` counts the rest. */
export async function listBundleFiles(
  root: string,
  signal?: AbortSignal,
): Promise<{ files: BundleFile[]; more: number }> {
  const files: BundleFile[] = [];
  let more = 0;
  const walk = async (folder: string, depth: number): Promise<void> => {
    if (signal?.aborted) return;
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    entries.sort((a, b) => NAMES.compare(a.name, b.name));
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (depth < MAX_DEPTH && !SKIPPED_FOLDERS.has(entry.name)) await walk(path, depth + 1);
      } else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(path)))) {
        // A link counts as the file it leads to: what executes through it is that file's content.
        if (files.length >= MAX_FILES) more++;
        else files.push(await describeFile(root, path));
      }
    }
  };
  await walk(root, 0);
  return { files, more };
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (info) => info.isFile(),
    () => false,
  );
}

async function describeFile(root: string, path: string): Promise<BundleFile> {
  const info = await stat(path).catch(() => undefined);
  const name = relative(root, path).split(sep).join('/');
  return { path: name, size: info?.size ?? 0, kind: await kindOf(root, name, info?.mode ?? 0) };
}

async function kindOf(root: string, name: string, mode: number): Promise<BundleFile['kind']> {
  if ((TEMPLATE_NAMES as readonly string[]).includes(name)) return 'template';
  if (VALUES_NAME.test(name)) return 'values';
  const ending = extname(name).toLowerCase();
  if (SCRIPT_ENDINGS.has(ending) || (mode & 0o111) !== 0) return 'script';
  if (/^\.(ya?ml|json)$/.test(ending) && (await looksLikeEnvironment(join(root, name))))
    return 'environment';
  return 'other';
}

/** Environment templates say what they are in their first lines; the whole file is not parsed for a list. */
async function looksLikeEnvironment(path: string): Promise<boolean> {
  const head = await readHead(path, 4096).catch(() => undefined);
  if (!head || head.size > 1024 * 1024) return false;
  return /["']?specificationVersion["']?\s*:\s*["']?environment-/.test(head.bytes.toString('utf8'));
}
