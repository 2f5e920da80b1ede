import type { MenuItemConstructorOptions } from 'electron';

/** A menu entry that the page carries out: it knows the command by its name. */
type Send = (command: string) => void;

/** The application's menu; every entry of ours is a command of the palette too. */
export function menuTemplate(platform: NodeJS.Platform, send: Send): MenuItemConstructorOptions[] {
  const item = (
    label: string,
    command: string,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    label,
    click: () => send(command),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: 'File',
      submenu: [
        item('Open…', 'open', 'CmdOrCtrl+O'),
        item('Save', 'save', 'CmdOrCtrl+S'),
        item('Save all', 'save-all', 'CmdOrCtrl+Shift+S'),
        item('Save elsewhere…', 'save-elsewhere'),
        { type: 'separator' },
        item('Export the bundle…', 'export-bundle'),
        item('Send to farm…', 'send-to-farm'),
        { type: 'separator' },
        platform === 'darwin' ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'Run',
      submenu: [item('Scout', 'scout'), item('Run the whole job', 'run-all'), item('Stop', 'stop')],
    },
    {
      label: 'View',
      submenu: [
        item('Command palette', 'palette', 'CmdOrCtrl+K'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ];
}
