import { useEffect, useState } from 'react';
import type { RecentBundle } from '../../shared/protocol/bundle.ts';
import { ConflictDialog } from '../features/conflict/conflict-dialog.tsx';
import { RenamePreview } from '../features/editor/rename-preview.tsx';
import { ExportDialog } from '../features/elsewhere/export-dialog.tsx';
import { SendSheet } from '../features/elsewhere/send-sheet.tsx';
import { FileDialog } from '../features/file-dialog/file-dialog.tsx';
import { CheckStrip } from '../features/header/check-strip.tsx';
import { Header } from '../features/header/header.tsx';
import { LeftoverStrip } from '../features/leftovers/leftover-strip.tsx';
import { LogSettings } from '../features/log/log-settings.tsx';
import { Palette } from '../features/palette/palette.tsx';
import { SignDialog } from '../features/signatures/sign-dialog.tsx';
import { SignersDialog } from '../features/signatures/signers-dialog.tsx';
import { StartPage } from '../features/start-page/start-page.tsx';
import { StatusBar } from '../features/status-bar/status-bar.tsx';
import { TrustSheet } from '../features/trust/trust-sheet.tsx';
import { WizardDialog } from '../features/wizard/wizard-dialog.tsx';
import { dismiss, useApp } from '../stores/app-store.ts';
import { isFileDirty, useFiles } from '../stores/bundle-files.ts';
import { useDialogs } from '../stores/dialog-store.ts';
import { isDirty, useDocument } from '../stores/document-store.ts';
import { useLayout } from '../stores/layout-store.ts';
import { listRecent } from '../stores/library-store.ts';
import '../stores/notifications.ts';
import { useSignatures } from '../stores/signature-store.ts';
import { text as words } from '../text/en.ts';
import { NoticeList } from '../ui/notice-list.tsx';
import { shortcutText } from '../ui/platform.ts';
import { commands, fileCommands, recentCommands } from './commands.ts';
import { Workbench } from './workbench.tsx';
import './app.css';

/** Narrower than this (pixels) nobody reads a notice. */
const LEAST_NOTICE = 180;

/** The window: header, what is open (or the start page), status, and what stands in front. */
export function App() {
  const bundle = useDocument((state) => state.bundle);
  const templateDirty = useDocument(isDirty);
  const dirty = useFiles((state) => state.files.some(isFileDirty)) || templateDirty;
  const ready = useApp((state) => state.ready);
  const notices = useApp((state) => state.notices);
  const sides = useLayout((state) => state.sizes.right);
  useEffect(() => {
    document.title = bundle
      ? `${dirty ? '● ' : ''}${bundle.name} – ${words.app.name}`
      : words.app.name;
  }, [bundle, dirty]);
  return (
    <div className="window">
      <Header paletteKey={shortcutText('Mod+K')} />
      <LeftoverStrip />
      {bundle && <CheckStrip />}
      {bundle ? <Workbench /> : ready ? <StartPage /> : <Connecting />}
      <StatusBar />
      <NoticeList
        label={words.app.notices}
        closeLabel={words.app.close}
        notices={notices}
        onClose={dismiss}
        // Above the column of values: what failed is told beside it.
        width={bundle ? Math.max(LEAST_NOTICE, sides - 24) : undefined}
      />
      <RenamePreview />
      <TrustSheet />
      <ConflictDialog />
      <ElsewhereSlot />
      <SignaturesSlot />
      <FileDialog />
      <WizardSlot />
      <LogSettingsSlot />
      <PaletteSlot />
    </div>
  );
}

/** Before the backend has answered; words only when that takes longer than anyone would notice. */
function Connecting() {
  return (
    <main className="connecting">
      <p>{words.app.connecting}</p>
    </main>
  );
}

function ElsewhereSlot() {
  const open = useDialogs((state) => state.elsewhere);
  if (open === 'export' || open === 'save') return <ExportDialog key={open} purpose={open} />;
  return open === 'send' ? <SendSheet /> : null;
}

function SignaturesSlot() {
  const open = useSignatures((state) => state.dialog);
  if (open === 'sign') return <SignDialog />;
  return open === 'signers' ? <SignersDialog /> : null;
}

function WizardSlot() {
  const open = useDialogs((state) => state.wizard);
  return open ? <WizardDialog /> : null;
}

function LogSettingsSlot() {
  const open = useDialogs((state) => state.logSettings);
  return open ? <LogSettings /> : null;
}

function PaletteSlot() {
  const open = useDialogs((state) => state.palette);
  const [recent, setRecent] = useState<readonly RecentBundle[]>([]);
  useEffect(() => {
    if (open) void listRecent().then(setRecent);
  }, [open]);
  if (!open) return null;
  const usable = [...commands, ...fileCommands(), ...recentCommands(recent)].filter(
    (command) => command.enabled === undefined || command.enabled(),
  );
  return (
    <Palette
      commands={usable.map(({ id, title, shortcut, run }) => ({
        id,
        title,
        run,
        ...(shortcut === undefined ? {} : { shortcut: shortcutText(shortcut) }),
      }))}
    />
  );
}
