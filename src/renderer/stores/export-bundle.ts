import { ProtocolError } from '../../shared/protocol/errors.ts';
import { freeName } from '../../shared/text/free-name.ts';
import { backend, failureText } from '../backend/backend.ts';
import { language } from '../language-worker/client.ts';
import { text as words } from '../text/en.ts';
import { notify } from './app-store.ts';
import { dirtyFiles, placeOfFile } from './bundle-files.ts';
import { valuesToWrite } from './bundle-values.ts';
import { VALUES_NAMES } from './bundle-write.ts';
import { useDocument } from './document-store.ts';
import { bundleText, formatOf } from './file-problems.ts';
import { editsDone } from './pending-edits.ts';
import { activeEnvironments } from './setup-store.ts';

export type ExportOutcome =
  | { readonly kind: 'done'; readonly path: string }
  | { readonly kind: 'exists'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

/** Writes the bundle, as it is on the screen and with the values of the form, into a folder of its own. */
export async function exportBundle(
  directory: string,
  name: string,
  overwrite: boolean,
): Promise<ExportOutcome> {
  await editsDone();
  const { bundle } = useDocument.getState();
  if (!bundle) return { kind: 'failed', why: words.run.noBundle };
  try {
    const texts = await textsOfScreen();
    const { root } = bundle;
    const request = { root, directory, name, texts: [...texts], overwrite };
    const { files, path } = await backend.call('bundle.export', request);
    notify('info', words.elsewhere.exported(files, path));
    return { kind: 'done', path };
  } catch (error) {
    const why = failureText(error);
    const exists = error instanceof ProtocolError && error.code === 'exists';
    return { kind: exists ? 'exists' : 'failed', why };
  }
}

interface NamedText {
  readonly path: string;
  readonly text: string;
}

/** The texts that differ from the disk: the template, files in tabs, the form's values, environments from elsewhere. */
async function textsOfScreen(): Promise<readonly NamedText[]> {
  const { bundle, text } = useDocument.getState();
  if (!bundle) return [];
  const texts = new Map<string, string>(dirtyFiles().map((file) => [file.path, file.text]));
  texts.set(bundle.template.path.replace(/^.*[/\\]/, ''), text);
  const values = valuesToWrite();
  if (values.length > 0) {
    const listed = VALUES_NAMES.find((name) => bundle.files.some((file) => file.path === name));
    const path = listed ?? VALUES_NAMES[bundle.format === 'json' ? 2 : 0] ?? '';
    const before = listed === undefined ? '' : await bundleText(bundle.root, path);
    const request = { text: before ?? '', format: formatOf(path), values };
    const changed = await language.call('writeFile', request);
    if ('refused' in changed) throw new Error(changed.refused);
    texts.set(path, changed.text);
  }
  const inside = placeOfFile('') ?? '';
  for (const layer of activeEnvironments() ?? [])
    if (!layer.path.startsWith(inside)) texts.set(travellingName(layer.path, texts), layer.text);
  return [...texts].map(([path, one]) => ({ path, text: one }));
}

/** Environment templates that lie elsewhere travel in a folder of their own. */
export function travellingName(path: string, taken: ReadonlyMap<string, string>): string {
  const base = path.replace(/^.*[/\\]/, '');
  return freeName(
    `environments/${base}`,
    (name) => taken.has(name),
    (count) => `environments/${count}-${base}`,
  );
}
