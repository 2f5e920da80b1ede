import { serveStdio } from '../../lsp/server.ts';
import { fail, USAGE_EXIT } from '../exit.ts';

/** Serves an editor over the standard streams, by the Language Server Protocol. */
export function lsp(options: { stdio?: boolean }): void {
  if (options.stdio !== true) fail('The language server speaks over --stdio only.', USAGE_EXIT);
  serveStdio();
}
