import type { ProcessKind } from '../process/index.ts';

/** Variables of the application itself that no action should see. */
const OWN = /^(JOBWRIGHT_|ELECTRON_|CHROME_|npm_|VITEST)/;

/** What actions inherit from the host, as they would from a worker. */
export function hostEnvironment(source: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) {
    if (value !== undefined && !OWN.test(name)) variables[name] = value;
  }
  return variables;
}

/** Programs look at TERM to decide on colours; a terminal without it would be taken for a dumb one. */
export function withTerminal(
  variables: Record<string, string>,
  kind: ProcessKind,
): Record<string, string> {
  if (kind !== 'pty' || variables.TERM !== undefined) return variables;
  return { ...variables, TERM: 'xterm-256color' };
}
