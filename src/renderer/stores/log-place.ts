import type { ActionRecord } from '../../shared/protocol/run.ts';
import { plainText } from '../../shared/text/log-text.ts';
import { backend } from '../backend/backend.ts';
import { showTemplateSide } from './arrangement.ts';
import { isTemplate, revealInFile } from './bundle-files.ts';
import { useDocument } from './document-store.ts';
import { revealInEditor } from './editor-store.ts';
import { useJob } from './job-store.ts';
import { useRun } from './run-store.ts';

/** A line of a script that a log line speaks of. */
export interface ScriptPlace {
  readonly file: string;
  readonly line: number;
  /** Where it stands in the template; undefined for a file of the bundle. */
  readonly templateLine: number | undefined;
}

/** Lines at the head of a log among which the engine says what it wrote where. */
const HEAD = 100;

/** Lines before an error that belong to it: a traceback names its places first. */
const BEFORE = 40;

const WROTE = /^Wrote: (.+) -> (.+)$/;
/** `file", line 12`, `file: line 12:`, `file:12:` – what stands behind a file's name. */
const LINE_BEHIND = /^(?:", line |['"]?: (?:line )?|['"]?:|\()(\d+)/;

/** The template's line where an action says what it runs, else that of the step or environment it belongs to. */
export function templateLineOf(action: ActionRecord): number | undefined {
  const outline = useJob.getState().check?.outline;
  const own = outline?.actions.find(
    (one) =>
      one.name === action.kind &&
      (one.step === undefined ? one.environment === action.environment : one.step === action.step),
  );
  if (own) return own.line;
  return (
    outline?.steps.find((step) => step.name === action.step) ??
    outline?.environments.find((one) => one.name === action.environment)
  )?.place.line;
}

/**
 * The script line that a line of an action's log points to; where that line names none, the nearest of the
 * lines before it.
 */
export async function scriptPlaceOf(
  action: ActionRecord,
  line: number,
): Promise<ScriptPlace | undefined> {
  const runId = useRun.getState().run?.id;
  if (runId === undefined) return undefined;
  const from = Math.max(0, line - BEFORE);
  const read = (first: number, count: number) =>
    backend
      .call('log.read', { runId, actionId: action.id, from: first, count })
      .then(({ text, kinds }) => ({ lines: text.split('\n'), kinds }))
      .catch(() => ({ lines: [] as string[], kinds: '' }));
  const [head, near] = await Promise.all([read(0, HEAD), read(from, line - from + 1)]);
  const files = writtenFiles(head.lines, head.kinds);
  const bundled = (useDocument.getState().bundle?.files ?? [])
    .map(({ path }) => path)
    .filter((path) => !isTemplate(path));
  for (let i = near.lines.length - 1; i >= 0; i--) {
    // What the engine says itself names no place of a script.
    if (near.kinds[i] !== 'o') continue;
    const text = plainText(near.lines[i] ?? '');
    const found = scriptReference(text, files);
    const place = (found && inTemplate(action, found)) ?? bundleReference(text, bundled);
    if (place) return place;
  }
  return undefined;
}

/** Names of embedded files by the paths that they were written to. */
export function writtenFiles(lines: readonly string[], kinds: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [i, line] of lines.entries()) {
    const wrote = kinds[i] === 'c' ? WROTE.exec(line) : null;
    if (wrote) files.set(wrote[2] ?? '', wrote[1] ?? '');
  }
  return files;
}

function baseOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** The last of the files that a text names together with a line. */
export function scriptReference(
  text: string,
  files: ReadonlyMap<string, string>,
  nameOf: (path: string) => string = baseOf,
): { readonly file: string; readonly line: number } | undefined {
  let best: { at: number; file: string; line: number } | undefined;
  for (const [path, file] of files) {
    const base = nameOf(path);
    for (let at = text.indexOf(base); at >= 0; at = text.indexOf(base, at + base.length)) {
      const behind = LINE_BEHIND.exec(text.slice(at + base.length));
      if (behind && (!best || at > best.at)) best = { at, file, line: Number(behind[1]) };
    }
  }
  return best && { file: best.file, line: best.line };
}

/** The last of the bundle's files that a text names, by its path in the bundle, together with a line. */
export function bundleReference(text: string, paths: readonly string[]): ScriptPlace | undefined {
  const found = scriptReference(
    text.replaceAll('\\', '/'),
    new Map(paths.map((path) => [path, path])),
    (path) => path,
  );
  return found && { ...found, templateLine: undefined };
}

/** Shows a script's line, or one of the template: where the YAML is away, it comes to the front. */
export function showScript(place: ScriptPlace): void {
  showTemplateSide();
  if (place.templateLine === undefined) void revealInFile(place.file, place.line, 1);
  else revealInEditor(place.templateLine);
}

export function showTemplateLine(line: number): void {
  showTemplateSide();
  revealInEditor(line);
}

function inTemplate(
  action: ActionRecord,
  { file, line }: { readonly file: string; readonly line: number },
): ScriptPlace | undefined {
  const scripts = useJob.getState().check?.outline.scripts ?? [];
  const script = scripts.find(
    (one) =>
      one.name === file &&
      (one.step === undefined ? one.environment === action.environment : one.step === action.step),
  );
  const templateLine = script?.lines[line - 1] ?? script?.lines.at(-1);
  return templateLine === undefined ? undefined : { file, line, templateLine };
}
