import { useState } from 'react';
import { closeLogSettings } from '../../stores/dialog-store.ts';
import { askForNotifications, notificationProblem } from '../../stores/notifications.ts';
import { changeSettings, useSettings } from '../../stores/settings-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Settings of what is seen of a run: the editor for logs, when an action counts as stalled, notifications. */
export function LogSettings() {
  const settings = useSettings();
  const [editor, setEditor] = useState(settings.logEditor.join('\n'));
  const [seconds, setSeconds] = useState(String(settings.stallSeconds));
  const stall =
    /^\d{1,5}$/.test(seconds) && Number(seconds) <= 86_400 ? Number(seconds) : undefined;
  const save = () => {
    const logEditor = editor
      .split('\n')
      .map((word) => word.trim())
      .filter((word) => word !== '');
    changeSettings({ logEditor, ...(stall === undefined ? {} : { stallSeconds: stall }) });
    closeLogSettings();
  };
  const problem = notificationProblem();
  return (
    <Dialog
      title={words.logSettings.title}
      width={460}
      onClose={closeLogSettings}
      actions={
        <>
          <Button onClick={closeLogSettings}>{words.app.cancel}</Button>
          <Button look="primary" disabled={stall === undefined} onClick={save}>
            {words.logSettings.save}
          </Button>
        </>
      }
    >
      <div className="log-settings">
        <label>
          <span>{words.logSettings.editor}</span>
          <textarea
            className="field mono"
            rows={4}
            spellCheck={false}
            placeholder={words.logSettings.editorExample}
            aria-describedby="log-settings-editor"
            value={editor}
            onChange={(event) => setEditor(event.target.value)}
          />
        </label>
        <p className="dim" id="log-settings-editor">
          {words.logSettings.editorHelp}
        </p>
        <label>
          <span>{words.logSettings.stall}</span>
          <input
            className="field numbers"
            inputMode="numeric"
            value={seconds}
            aria-invalid={stall === undefined}
            aria-describedby="log-settings-stall"
            onChange={(event) => setSeconds(event.target.value)}
          />
        </label>
        <p className="dim" id="log-settings-stall">
          {words.logSettings.stallHelp}
        </p>
        <CheckBox
          checked={settings.notifications}
          disabled={problem !== undefined && !settings.notifications}
          onChange={(on) =>
            on ? void askForNotifications() : changeSettings({ notifications: false })
          }
        >
          {words.logSettings.notifications}
        </CheckBox>
        <p className="dim">{problem ?? words.logSettings.notificationsHelp}</p>
      </div>
    </Dialog>
  );
}
