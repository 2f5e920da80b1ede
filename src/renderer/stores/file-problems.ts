import type { BundleFile } from '../../shared/protocol/bundle.ts';
import { backend } from '../backend/backend.ts';
import { language } from '../language-worker/client.ts';
import type {
  CheckedFileKind,
  FileCheck,
  FormValues,
  Problem,
} from '../language-worker/contract.ts';
import { placeOfFile, useFiles } from './bundle-files.ts';
import { useDocument } from './document-store.ts';
import { useJob } from './job-store.ts';

/** Findings in the bundle's files beside the template: as they stand in their tabs, else on the disk. */

/** More environment templates than anyone keeps in one bundle. */
const CHECKED_FILES = 24;
const CHECKED_BYTES = 1024 * 1024;

function checkedKind(file: Pick<BundleFile, 'path' | 'kind'>): CheckedFileKind | undefined {
  if (/^parameter_values\.(?:ya?ml|json)$/.test(file.path)) return 'values';
  if (/^asset_references\.(?:ya?ml|json)$/.test(file.path)) return 'assets';
  return file.kind === 'environment' ? 'environment' : undefined;
}

export function formatOf(path: string): 'yaml' | 'json' {
  return path.toLowerCase().endsWith('.json') ? 'json' : 'yaml';
}

const onDisk = new Map<string, string>();
let timer: ReturnType<typeof setTimeout> | undefined;
let working = false;
let again = false;

/** Keeps the findings in step with the files; called once. */
export function watchFileProblems(): void {
  backend.on('file.changed', ({ path }) => {
    for (const name of onDisk.keys()) if (placeOfFile(name) === path) onDisk.delete(name);
    soon();
  });
  useFiles.subscribe((state, before) => {
    if (state.files === before.files) return;
    // What was saved from a tab is what stands on the disk now.
    for (const file of state.files)
      if (file.state === 'open') onDisk.set(file.path, file.savedText);
    soon();
  });
  useDocument.subscribe((state, before) => {
    if (state.bundle?.root !== before.bundle?.root) onDisk.clear();
    if (state.bundle !== before.bundle) soon();
  });
  useJob.subscribe((state, before) => {
    if (state.check !== before.check) soon();
  });
}

/** Reads files again that were written from elsewhere in the window. */
export function forgetFile(path: string): void {
  onDisk.delete(path);
  soon();
}

function soon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void work(), 120);
}

async function work(): Promise<void> {
  if (working) {
    again = true;
    return;
  }
  working = true;
  try {
    do {
      again = false;
      await checkAll();
    } while (again);
  } finally {
    working = false;
  }
}

async function checkAll(): Promise<void> {
  const { bundle } = useDocument.getState();
  if (!bundle || !useJob.getState().check) return;
  const problems: Problem[] = [];
  let values: FormValues = {};
  let assets: FileCheck['assets'] = [];
  const wanted = bundle.files
    .filter((file) => checkedKind(file) !== undefined && file.size <= CHECKED_BYTES)
    .slice(0, CHECKED_FILES);
  for (const file of wanted) {
    const kind = checkedKind(file);
    const text = await bundleText(bundle.root, file.path);
    if (kind === undefined || text === undefined) continue;
    const result = await check(bundle.root, file.path, text, kind);
    problems.push(...result.problems);
    if (kind === 'values') values = { ...result.values, ...values };
    assets = [...assets, ...result.assets];
  }
  if (useDocument.getState().bundle?.root !== bundle.root) return;
  useJob.setState({ fileProblems: problems, fileValues: values, fileAssets: assets });
}

/** A file's text: on the screen, else on the disk. */
export async function bundleText(root: string, path: string): Promise<string | undefined> {
  const open = useFiles.getState().files.find((file) => file.path === path);
  if (open?.state === 'open') return open.text;
  const known = onDisk.get(path);
  if (known !== undefined) return known;
  const read = await backend.call('bundle.readFile', { root, path }).catch(() => undefined);
  if (read) onDisk.set(path, read.text);
  return read?.text;
}

async function check(
  root: string,
  path: string,
  text: string,
  kind: CheckedFileKind,
): Promise<FileCheck> {
  const params = { path, text, kind, format: formatOf(path) };
  const first = await language.call('checkFile', params);
  const paths = [...new Set(first.assets.map((asset) => asset.path))];
  if (paths.length === 0) return first;
  const found = await backend
    .call('bundle.findPaths', { root, paths: paths.slice(0, 2000) })
    .catch(() => []);
  return language.call('checkFile', {
    ...params,
    found: new Map(found.map((one) => [one.path, one.kind])),
  });
}
