import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type {
  LanguageContext,
  LanguageDocument,
  OtherFile,
} from '../../../shared/language/index.ts';

/** A bundle can be a home directory by mistake: nothing is listed beyond these. */
const MAX_FILES = 500;
const MAX_DEPTH = 4;
const MAX_BYTES = 4 * 1024 * 1024;
const FRESH_MS = 5000;

/** What lies around a template on disk: its bundle's files and the commands of this machine. */
export class BundleContext {
  readonly #listings = new Map<string, { at: number; files: string[] }>();
  readonly #commands = new Map<string, string | null>();

  contextOf(uri: string, document: LanguageDocument): LanguageContext {
    const folder = folderOf(uri);
    return {
      files: folder === undefined ? [] : this.#filesOf(folder),
      commands: this.#commandsOf(document),
    };
  }

  /** Files that may name a template's parameters: values and environment templates beside it. */
  othersOf(uri: string): (OtherFile & { readonly uri: string })[] {
    const folder = folderOf(uri);
    if (folder === undefined) return [];
    const candidates = this.#filesOf(folder).filter((file) => /\.(?:ya?ml|json)$/.test(file));
    return candidates.flatMap((path) => {
      const full = join(folder, path);
      const other = pathToFileURL(full).href;
      const text = other === uri ? undefined : readSmall(full);
      const isOurs =
        text !== undefined &&
        (/parameter_values\.(?:ya?ml|json)$/.test(path) || text.includes('environment-2023-09'));
      return isOurs && text !== undefined ? [{ path, text, uri: other }] : [];
    });
  }

  /** The text of a file that is listed in a template's bundle. */
  textOf(uri: string, path: string): string | undefined {
    const folder = folderOf(uri);
    if (folder === undefined || !this.#filesOf(folder).includes(path)) return undefined;
    return readSmall(join(folder, path));
  }

  #filesOf(folder: string): string[] {
    const known = this.#listings.get(folder);
    if (known !== undefined && Date.now() - known.at < FRESH_MS) return known.files;
    const files: string[] = [];
    list(folder, folder, 0, files);
    this.#listings.set(folder, { at: Date.now(), files });
    return files;
  }

  #commandsOf({ template }: LanguageDocument): Record<string, string | null> {
    const found: Record<string, string | null> = {};
    for (const step of template?.kind === 'job' ? template.steps : []) {
      const command = step.script?.actions.onRun?.command?.format;
      if (command === undefined || !command.isLiteral || /[\\/]/.test(command.source)) continue;
      const name = command.source;
      const known = this.#commands.get(name);
      const path = known === undefined ? which(name) : known;
      this.#commands.set(name, path);
      found[name] = path;
    }
    return found;
  }
}

/** The address of a file beside a template, by its name in the bundle. */
export function uriInBundle(uri: string, path: string): string | undefined {
  const folder = folderOf(uri);
  return folder === undefined ? undefined : pathToFileURL(join(folder, path)).href;
}

function folderOf(uri: string): string | undefined {
  return uri.startsWith('file:') ? dirname(fileURLToPath(uri)) : undefined;
}

function list(root: string, folder: string, depth: number, files: string[]): void {
  let entries: ReturnType<typeof readFolder>;
  try {
    entries = readFolder(folder);
  } catch {
    return;
  }
  for (const entry of entries) {
    if (files.length >= MAX_FILES || entry.name.startsWith('.') || entry.name === 'node_modules')
      continue;
    const full = join(folder, entry.name);
    if (entry.isFile()) files.push(relative(root, full).split(sep).join('/'));
    else if (entry.isDirectory() && depth < MAX_DEPTH) list(root, full, depth + 1, files);
  }
}

function readFolder(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

function readSmall(path: string): string | undefined {
  try {
    return statSync(path).size > MAX_BYTES ? undefined : readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Where a command would be found, or null. */
function which(name: string): string | null {
  const endings = process.platform === 'win32' ? (process.env.PATHEXT ?? '.EXE').split(';') : [''];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const ending of endings) {
      const full = join(folder, name + ending);
      try {
        accessSync(full, constants.X_OK);
        return full;
      } catch {
        // Not in this folder.
      }
    }
  }
  return null;
}
