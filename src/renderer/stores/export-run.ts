import type { RunRecord } from '../../shared/protocol/run.ts';
import { freeName } from '../../shared/text/free-name.ts';
import { backend, failureText } from '../backend/backend.ts';
import { language } from '../language-worker/client.ts';
import { text as words } from '../text/en.ts';
import { notify } from './app-store.ts';
import { VALUES_NAMES } from './bundle-write.ts';
import { chooseFile } from './dialog-store.ts';
import { travellingName } from './export-bundle.ts';
import type { RunInputs } from './history-store.ts';
import { writeRules } from './setup-files.ts';

interface NamedText {
  readonly path: string;
  readonly text: string;
}

const MOST_NAMES = 1000;

/**
 * Writes what a run was made of into a folder of its own: template, values, environment templates and path mapping
 * rules and what executes as they were, the bundle's other files as they are now. An existing folder is never written
 * into.
 */
export async function exportRunAsBundle(run: RunRecord): Promise<void> {
  const [, root = '/', name = ''] = /^(.*)[/\\]([^/\\]+)$/.exec(run.templatePath) ?? [];
  const directory = await chooseFile({
    mode: 'directory',
    title: words.history.chooseFolder,
    startAt: root.replace(/[/\\][^/\\]+$/, '') || '/',
  });
  if (directory === null) return;
  try {
    const inputs = await backend.call('run.inputs', { runId: run.id });
    const { files: found } = await backend.call('bundle.open', { path: run.templatePath });
    const listed = VALUES_NAMES.filter((one) => found.some(({ path }) => path === one));
    const texts = await textsOfRun(inputs, root, name, listed);
    const base = `${root.replace(/^.*[/\\]/, '')}-run-${run.id.slice(-6)}`;
    for (let count = 1; count <= MOST_NAMES; count++) {
      const folder = count === 1 ? base : `${base}-${count}`;
      const request = { runId: run.id, directory, name: folder, texts: [...texts] };
      const written = await backend.call('run.export', request).catch((error: unknown) => {
        if (isTaken(error)) return undefined;
        throw error;
      });
      if (!written) continue;
      notify(
        'info',
        [
          words.elsewhere.exported(written.files, written.path),
          ...(written.changed.length === 0 ? [] : [words.history.exportedChanged(written.changed)]),
        ].join(' '),
      );
      return;
    }
  } catch (error) {
    notify('error', failureText(error));
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'exists';
}

/** The files that say what a run was made of. */
async function textsOfRun(
  inputs: RunInputs,
  root: string,
  template: string,
  /** Files of values that the bundle has: their values are those of now. */
  listed: readonly string[],
): Promise<readonly NamedText[]> {
  const texts = new Map<string, string>([[template, inputs.text]]);
  const json = template.toLowerCase().endsWith('.json');
  const names = listed.length > 0 ? listed : [VALUES_NAMES[json ? 2 : 0] ?? ''];
  const values = Object.entries(inputs.parameters).map(([name, value]) => ({ name, value }));
  if (values.length > 0 || listed.length > 0)
    for (const name of names) texts.set(name, await valuesText(name, values));
  const inside = `${root}${root.includes('\\') ? '\\' : '/'}`;
  for (const { path, text } of inputs.environments) {
    const own = path.startsWith(inside) ? path.slice(inside.length).replaceAll('\\', '/') : '';
    texts.set(own === '' ? travellingName(path, texts) : own, text);
  }
  if (inputs.pathMappingRules.length > 0)
    texts.set(
      freeName(
        'path_mapping_rules.json',
        (name) => texts.has(name),
        (count) => `path_mapping_rules-${count}.json`,
      ),
      writeRules(inputs.pathMappingRules),
    );
  return [...texts].map(([path, text]) => ({ path, text }));
}

async function valuesText(
  path: string,
  values: readonly { readonly name: string; readonly value: RunInputs['parameters'][string] }[],
): Promise<string> {
  const format = path.endsWith('.json') ? 'json' : 'yaml';
  const written = await language.call('writeFile', { text: '', format, values });
  if ('refused' in written) throw new Error(written.refused);
  return written.text;
}
