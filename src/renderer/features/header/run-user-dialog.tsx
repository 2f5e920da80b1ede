import { type FormEvent, useState } from 'react';
import { runActionsAs } from '../../stores/run-user.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import '../../ui/field.css';
import './run-user-dialog.css';

interface Props {
  readonly onClose: () => void;
}

/** Asks as whom actions are to run, and takes only a user as whom they can. */
export function RunUserDialog({ onClose }: Props) {
  const [user, setUser] = useState(() => useSettings.getState().user);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const use = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = user.trim();
    if (wanted === '') {
      setProblem(words.runUser.empty);
      return;
    }
    setBusy(true);
    setProblem(undefined);
    const found = await runActionsAs(wanted);
    setBusy(false);
    setProblem(found);
    if (found === undefined) onClose();
  };
  return (
    <Dialog
      title={words.runUser.title}
      width={480}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.app.cancel}</Button>
          <Button look="primary" type="submit" form="run-user" disabled={busy}>
            {words.runUser.use}
          </Button>
        </>
      }
    >
      <p className="dialog-text">{words.runUser.lead}</p>
      <form id="run-user" className="run-user" onSubmit={(event) => void use(event)} noValidate>
        <label htmlFor="run-user-name">{words.runUser.label}</label>
        <input
          id="run-user-name"
          className="field mono"
          value={user}
          maxLength={100}
          placeholder={words.runUser.placeholder}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problem !== undefined}
          aria-describedby="run-user-problem"
          onChange={(event) => setUser(event.target.value)}
        />
        <p
          id="run-user-problem"
          className={problem === undefined ? 'dim' : 'run-user-problem'}
          role="status"
        >
          {busy ? words.runUser.checking : problem}
        </p>
      </form>
    </Dialog>
  );
}
