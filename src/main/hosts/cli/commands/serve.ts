import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createApp, projectRoot } from '../../../app.ts';
import { startWebHost, type WebHost } from '../../web/server.ts';
import { fail, USAGE_EXIT } from '../exit.ts';
import { openBrowserWindow } from '../open-browser.ts';

/** Starts the browser host, prints its address and stays until it is told to stop. */
export async function serve(
  path: string | undefined,
  options: { port: string; open: boolean; output: string },
): Promise<void> {
  const port = Number(options.port);
  if (!/^[0-9]{1,5}$/.test(options.port) || port > 65535)
    fail(`--port takes a number from 0 to 65535, not "${options.port}".`, USAGE_EXIT);

  const initialPath = path === undefined ? undefined : resolve(path);
  if (initialPath !== undefined && !(await exists(initialPath)))
    fail(`${initialPath} does not exist.`, 1);
  const pageRoot = join(projectRoot(), 'dist', 'renderer');
  if (!(await exists(join(pageRoot, 'index.html'))))
    fail('The window is not built yet. Run "npm run build".', 1);

  const app = createApp({
    host: 'web',
    ...(initialPath === undefined ? {} : { initialPath }),
  });
  let host: WebHost;
  try {
    host = await startWebHost({ dispatcher: app.dispatcher, pageRoot, port });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    await app.close();
    fail(
      code === 'EADDRINUSE'
        ? `Port ${port} is in use by another program. Choose another with --port, or 0 for any.`
        : `Port ${port} cannot be used: ${code ?? error}.`,
      1,
    );
  }

  // Whoever reads the address may send a signal at once.
  let stopping = false;
  const stop = (): void => {
    // The second request does not wait for anything.
    if (stopping) process.exit(130);
    stopping = true;
    void app
      .close()
      .then(() => host.close())
      .then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);

  const url = host.newUrl();
  if (options.output === 'json') process.stdout.write(`${JSON.stringify({ url })}\n`);
  else process.stdout.write(`Jobwright is at ${url}\nThe link works once. Ctrl-C stops it.\n`);
  if (options.open) openBrowserWindow(url);
  // While the browser starts there is time.
  setImmediate(() => app.prepare());
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
