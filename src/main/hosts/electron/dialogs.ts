import { type BrowserWindow, dialog } from 'electron';
import type { Params, Result } from '../../../shared/protocol/index.ts';

/** The system's own file dialogs for what the page asks to choose. */
export async function chooseFile(
  window: BrowserWindow,
  request: Params<'file.choose'>,
): Promise<Result<'file.choose'>> {
  const filters = request.filters?.map(({ label, patterns }) => ({
    name: label,
    extensions: patterns.map((pattern) => pattern.replace(/^\*\.?/, '') || '*'),
  }));
  const common = {
    title: request.title,
    ...(request.startAt === undefined ? {} : { defaultPath: request.startAt }),
    ...(filters === undefined ? {} : { filters }),
  };
  if (request.mode === 'output-file') {
    const { canceled, filePath } = await dialog.showSaveDialog(window, common);
    return { path: canceled ? null : filePath };
  }
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    ...common,
    properties:
      request.mode === 'directory'
        ? ['openDirectory', 'createDirectory']
        : request.mode === 'open-bundle' && process.platform === 'darwin'
          ? ['openFile', 'openDirectory']
          : [request.mode === 'open-bundle' ? 'openDirectory' : 'openFile'],
  });
  return { path: canceled ? null : (filePaths[0] ?? null) };
}
