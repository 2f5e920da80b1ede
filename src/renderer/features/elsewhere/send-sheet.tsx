import { useEffect, useState } from 'react';
import { inertPieces } from '../../../shared/text/inert.ts';
import { shellText } from '../../../shared/text/shell-quote.ts';
import { useFiles } from '../../stores/bundle-files.ts';
import { unwrittenValues } from '../../stores/bundle-values.ts';
import { VALUES_NAMES } from '../../stores/bundle-write.ts';
import { closeElsewhere } from '../../stores/dialog-store.ts';
import { useDocument } from '../../stores/document-store.ts';
import { unsavedNames } from '../../stores/file-saving.ts';
import { useJob } from '../../stores/job-store.ts';
import { useParameters } from '../../stores/parameter-store.ts';
import {
  describeSending,
  isSending,
  sendToFarm,
  stopSending,
  useSend,
} from '../../stores/send-store.ts';
import { changeSettings, useSettings } from '../../stores/settings-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import '../../ui/field.css';
import './elsewhere.css';

/** What is saved, which command runs, and what came of it: all of it before and while the bundle is sent. */
export function SendSheet() {
  const { command, state, problem } = useSend();
  const [changing, setChanging] = useState(false);
  const saves = useSaves();
  useEffect(() => void describeSending(), []);
  const sending = isSending(state);
  const missing = command !== undefined && command.program === null;
  return (
    <Dialog
      title={words.elsewhere.sendTitle}
      width={620}
      onClose={closeElsewhere}
      actions={
        <>
          <span className="push">
            <Button disabled={sending} onClick={() => setChanging(!changing)}>
              {words.elsewhere.change}
            </Button>
          </span>
          <Button onClick={closeElsewhere}>{words.elsewhere.done}</Button>
          {sending ? (
            <Button look="danger" disabled={state === 'saving'} onClick={stopSending}>
              {words.elsewhere.sendCancel}
            </Button>
          ) : (
            <Button
              look="primary"
              disabled={command === undefined || missing || changing}
              onClick={() => void sendToFarm()}
            >
              {saves.length > 0 ? words.elsewhere.saveAndSend : words.elsewhere.sendDo}
            </Button>
          )}
        </>
      }
    >
      <p className="dialog-text">{words.elsewhere.sendLead}</p>
      <div className="elsewhere-fields">
        <h3 className="side-title">{words.elsewhere.command}</h3>
        <code className="elsewhere-command mono">
          {command ? shellText(command.command) : words.bundleFiles.reading}
        </code>
        {missing && (
          <p className="side-issue" role="alert">
            {words.elsewhere.missing(command.command[0] ?? '')}
          </p>
        )}
        {changing && <CommandField onEnd={() => setChanging(false)} />}
        {state === undefined && (
          <>
            <h3 className="side-title">{words.elsewhere.saves}</h3>
            {saves.length === 0 && <p className="dim">{words.elsewhere.savesNothing}</p>}
            <ul>
              {saves.map((name) => (
                <li key={name} className="mono">
                  {name}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {problem !== undefined && (
        <p className="elsewhere-problem" role="alert">
          {problem}
        </p>
      )}
      {state !== undefined && <Outcome />}
    </Dialog>
  );
}

/** Files that are written before the command reads them. */
function useSaves(): readonly string[] {
  const form = useJob((state) => state.check?.form);
  const fileValues = useJob((state) => state.fileValues);
  const values = useParameters((state) => state.values);
  const files = useDocument((state) => state.bundle?.files ?? []);
  useDocument((state) => state.text);
  useFiles((state) => state.files);
  const count = unwrittenValues(form ?? [], values, fileValues).length;
  const name = VALUES_NAMES.find((one) => files.some((file) => file.path === one));
  return [
    ...unsavedNames(),
    ...(count === 0 ? [] : [words.elsewhere.savesValues(count, name ?? VALUES_NAMES[0] ?? '')]),
  ];
}

function CommandField({ onEnd }: { readonly onEnd: () => void }) {
  const kept = useSettings((state) => state.farmCommand);
  const [text, setText] = useState(kept.join('\n'));
  const keep = () => {
    const farmCommand = text
      .split('\n')
      .map((word) => word.trim())
      .filter((word) => word !== '');
    changeSettings({ farmCommand });
    onEnd();
  };
  return (
    <>
      <textarea
        className="field mono"
        rows={5}
        spellCheck={false}
        aria-label={words.elsewhere.change}
        aria-describedby="farm-command-help"
        placeholder={words.elsewhere.commandExample}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="side-help" id="farm-command-help">
        {words.elsewhere.changeHelp}
      </p>
      <span>
        <Button onClick={keep}>{words.elsewhere.keep}</Button>
      </span>
    </>
  );
}

function Outcome() {
  const { state, output, exitCode, signal } = useSend();
  if (state === undefined) return null;
  const facts = [
    words.elsewhere.states[state],
    exitCode === undefined || exitCode === 0 ? '' : words.log.exit(exitCode),
    signal === undefined || state === 'canceled' ? '' : words.log.signal(signal),
  ];
  return (
    <div className="elsewhere-outcome">
      <p role="status" className={state === 'failed' ? 'failed-text' : ''}>
        {facts.filter((fact) => fact !== '').join(' ')}
      </p>
      {state !== 'saving' && (
        <pre
          className="elsewhere-output mono scroll"
          role="log"
          aria-label={words.elsewhere.output}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard.
          tabIndex={0}
        >
          {output === '' && state !== 'running' ? words.elsewhere.noOutput : inert(output)}
        </pre>
      )}
    </div>
  );
}

/** Escapes and marks that reorder text are shown as what they are. */
function inert(output: string): string {
  return output
    .split('\n')
    .map((line) =>
      inertPieces(line.replace(/\r$/, ''))
        .map((piece) => piece.text)
        .join(''),
    )
    .join('\n');
}
