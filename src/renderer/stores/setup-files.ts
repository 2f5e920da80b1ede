import { parsePathMappingRules, pathMappingDocument } from '../../shared/expr/index.ts';
import type { PathMappingRule } from '../../shared/protocol/setup.ts';
import { backend, failureText } from '../backend/backend.ts';
import { language } from '../language-worker/client.ts';
import { text as words } from '../text/en.ts';
import { notify, useApp } from './app-store.ts';
import { chooseFile } from './dialog-store.ts';
import { useDocument } from './document-store.ts';
import { handOver } from './hand-over.ts';
import { addLayer, setRules } from './setup-store.ts';

/** Asks for an environment template and layers it on the job, inside those that are there. */
export async function chooseLayer(): Promise<void> {
  const root = useDocument.getState().bundle?.root;
  const path = await chooseFile({
    mode: 'input-file',
    title: words.setup.chooseLayer,
    ...(root === undefined ? {} : { startAt: root }),
    filters: [{ label: words.setup.templates, patterns: ['*.yaml', '*.yml', '*.json'] }],
  });
  if (path !== null) addLayer(path);
}

/** Takes over the rules of a file, as `--path-mapping-rules` reads them. */
export async function importRules(): Promise<void> {
  const path = await chooseFile({
    mode: 'input-file',
    title: words.setup.chooseRules,
    filters: [{ label: words.setup.rulesFile, patterns: ['*.json'] }],
  });
  if (path === null) return;
  try {
    const { text } = await backend.call('file.read', { path });
    const read = readRules(text);
    if ('message' in read) notify('error', words.setup.notImported(read.message));
    else {
      setRules(read.rules);
      notify('info', words.setup.imported(read.rules.length));
    }
  } catch (error) {
    notify('error', failureText(error));
  }
}

export function readRules(text: string): { rules: PathMappingRule[] } | { message: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
  const read = parsePathMappingRules(json);
  if ('rules' in read) return { rules: read.rules.map((rule) => ({ ...rule })) };
  return { message: read.issues.map((issue) => issue.message).join(' ') };
}

export function writeRules(rules: readonly PathMappingRule[]): string {
  return `${JSON.stringify(pathMappingDocument(rules), null, 2)}\n`;
}

/** Saves the rules as the file that `--path-mapping-rules` takes. */
export function exportRules(rules: readonly PathMappingRule[]): void {
  handOver(new Blob([writeRules(rules)], { type: 'application/json' }), 'path-mapping-rules.json');
}

/** What the rules make of a path on this machine, and which of them did it (−1: none). */
export async function mapPath(
  path: string,
  rules: readonly PathMappingRule[],
): Promise<{ readonly path: string; readonly rule: number }> {
  const pathFormat = useApp.getState().info?.pathFormat ?? 'POSIX';
  return language.call('mapPath', { path, rules, pathFormat }).catch(() => ({ path, rule: -1 }));
}
