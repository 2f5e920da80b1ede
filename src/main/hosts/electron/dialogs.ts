import { type BrowserWindow, dialog, type MessageBoxOptions } from 'electron';
import type { Params, Result } from '../../../shared/protocol/index.ts';
import type { ClosingChoice, ClosingQuestion } from './closing.ts';

const CHOICES: readonly ClosingChoice[] = ['save', 'close', 'stay'];

/** What becomes of unsaved changes, asked before the window goes. */
export async function askBeforeClosing(
  window: BrowserWindow | undefined,
  { message, detail }: ClosingQuestion,
): Promise<ClosingChoice> {
  const options: MessageBoxOptions = {
    type: 'warning',
    message,
    detail,
    buttons: ['Save all and close', 'Close without saving', 'Stay'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  };
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options));
  return CHOICES[response] ?? 'stay';
}

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
