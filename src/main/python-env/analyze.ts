import { spawn } from 'node:child_process';
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import type { Interpreter } from './interpreter.ts';

/** What keeps a program from being read. */
export interface AnalysisProblem {
  readonly file: string;
  readonly code: 'syntax' | 'unreadable';
  readonly message: string;
  /** From 1. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

type Analysis =
  | { readonly ok: true; readonly dependencies: Dependencies }
  | { readonly ok: false; readonly problems: readonly AnalysisProblem[] };

const answer = z.object({
  python: z.string(),
  modules: z.array(z.string()),
  errors: z.array(
    z.object({
      file: z.string(),
      code: z.enum(['syntax', 'unreadable']),
      message: z.string(),
      line: z.number().optional(),
      column: z.number().optional(),
    }),
  ),
});

/** Thousands of files are read in seconds. */
const TIMEOUT_MS = 120_000;

/**
 * Which modules programs import that Python does not bring along, those of modules beside them included. The
 * programs are parsed by the Python that is to run them, and neither executed nor imported.
 *
 * @param reader The text of `assets/python/read_imports.py`.
 * @throws Error when Python cannot be started, or answers with something else.
 */
export async function analyze(
  interpreter: Interpreter,
  reader: string,
  programs: { readonly files: readonly string[]; readonly texts: readonly string[] },
): Promise<Analysis> {
  const said = await ask(interpreter.command, reader, JSON.stringify(programs));
  const { python, modules, errors } = answer.parse(JSON.parse(said));
  if (errors.length > 0) return { ok: false, problems: errors };
  return { ok: true, dependencies: { python, modules } };
}

/** Isolated: neither the folder it is started in nor the user's own modules play a part. */
function ask(command: string, program: string, input: string): Promise<string> {
  const child = spawn(command, ['-I', '-c', program], { timeout: TIMEOUT_MS });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-4096);
  });
  // A Python that ends early is told about by its exit.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${command}: ${errors.trim()}`)),
    );
  });
}
