import { existsSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { decodeTemplate } from '../../../../shared/model/index.ts';
import { LineIndex } from '../../../../shared/text/line-index.ts';
import { parseExtensions } from '../input/load-job.ts';
import { readTemplate } from '../input/read-template.ts';
import { diagnosticToJson, formatDiagnostics } from '../print/diagnostics.ts';
import { type OutputFormat, printDocument } from '../print/document.ts';

interface CheckOptions {
  readonly extensions?: string;
  readonly profile?: string;
  readonly output: OutputFormat;
}

/** Checks a template and prints every finding. Exit code 0 when there is no error. */
export async function check(
  path: string,
  options: CheckOptions & { watch?: boolean },
): Promise<void> {
  const valid = await checkOnce(path, options);
  if (!options.watch) {
    process.exitCode = valid ? 0 : 1;
    return;
  }
  const file = (await readTemplate(path)).path;
  let timer: NodeJS.Timeout | undefined;
  watch(dirname(file), (_event, changed) => {
    if (changed !== null && changed !== basename(file)) return;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      // An editor that deletes and writes again must not end the watch; what comes back is told as well.
      if (existsSync(file)) await checkOnce(path, options);
    }, 50);
  });
}

async function checkOnce(path: string, options: CheckOptions): Promise<boolean> {
  // Loaded when it is needed: most checks start and end without a profile.
  const profile =
    options.profile === undefined
      ? undefined
      : await (await import('../input/read-profile.ts')).readProfile(options.profile);
  const source = await readTemplate(path);
  const decoded = decodeTemplate(source.text, {
    format: source.format,
    ...(options.extensions === undefined && profile !== undefined
      ? {}
      : { supportedExtensions: parseExtensions(options.extensions) }),
    ...(profile === undefined ? {} : { profile }),
  });
  const beyond =
    profile?.maxTasksPerStep === undefined || !decoded.valid
      ? []
      : (await import('../input/beyond-profile.ts')).beyondProfile(
          decoded.template,
          profile,
          source.directory,
        );
  const diagnostics = [...decoded.diagnostics, ...beyond];
  const valid = decoded.valid && beyond.length === 0;
  if (options.output !== 'human-readable') {
    const index = new LineIndex(source.text);
    printDocument(
      diagnostics.map((found) => diagnosticToJson(found, source, index)),
      options.output,
    );
    return valid;
  }
  process.stderr.write(formatDiagnostics(diagnostics, source));
  if (valid) process.stdout.write(`Template at '${source.name}' passes validation checks.\n`);
  return valid;
}
