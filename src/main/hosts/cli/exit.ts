/** A wrong use of the command line ends with this; 1 is for templates and jobs that are wrong. */
export const USAGE_EXIT = 2;

/** Says what is wrong on standard error and ends the command. */
export function fail(message: string, exitCode: number): never {
  process.stderr.write(`jobwright: ${message}\n`);
  process.exit(exitCode);
}
