import { spawn } from 'node:child_process';

/** Takes what a tool prints, as it prints it. */
export type ToolLog = (text: string) => void;

/**
 * Runs a tool of the build and hands on all that it prints.
 *
 * @returns its exit code; 127 where it cannot be started, 128 and more where a signal ended it.
 */
export function runTool(
  command: string,
  args: readonly string[],
  options: { readonly log: ToolLog; readonly cwd?: string; readonly signal?: AbortSignal },
): Promise<number> {
  options.log(`$ ${[command, ...args].join(' ')}\n`);
  const child = spawn(command, args, {
    cwd: options.cwd,
    signal: options.signal,
    stdio: ['ignore', 'pipe', 'pipe'],
    // An environment that is active already is no part of the one that is built.
    env: { ...process.env, PYTHONHOME: undefined, PYTHONPATH: undefined, VIRTUAL_ENV: undefined },
  });
  child.stdout.setEncoding('utf8').on('data', options.log);
  child.stderr.setEncoding('utf8').on('data', options.log);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      options.log(`${error.message}\n`);
      resolve(127);
    });
    child.on('close', (code, signal) => resolve(code ?? (signal ? 128 : 1)));
  });
}
