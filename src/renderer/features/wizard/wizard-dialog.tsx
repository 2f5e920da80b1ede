import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useApp } from '../../stores/app-store.ts';
import { closeWizard } from '../../stores/dialog-store.ts';
import { createBundle } from '../../stores/session.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import '../../ui/field.css';
import { firstAnswers, KINDS, type Problems, problemsOf, wishesOf } from './answers.ts';
import { browse } from './browse.ts';
import { CommandPreview } from './command-preview.tsx';
import { emptyTemplate, folderName, machineValues, makeTemplate } from './make-template.ts';
import { RenderFields } from './render-fields.tsx';
import { WizardField } from './wizard-field.tsx';
import './wizard.css';

/** The first value of the new job gets the focus, once its form is there and the dialog has let go of it. */
function focusFirstValue(tries = 20): void {
  if (tries === 0) return;
  setTimeout(() => {
    const field = document.querySelector<HTMLElement>(
      ':is(.values-in-front, .side) .parameter input',
    );
    if (field && !document.querySelector('[role=dialog]')) field.focus();
    else focusFirstValue(tries - 1);
  }, 100);
}

/** Before somebody has tried to go on, only a quote that is still open is told of. */
function onlyOpenQuote({ args }: Problems): Problems {
  return { name: '', program: '', args, frames: '', directory: '' };
}

/** A render job for a command line of one's own, without a line of YAML; or a template that is nearly empty. */
export function WizardDialog() {
  const [answers, setAnswers] = useState(() =>
    firstAnswers(useApp.getState().info?.workingDirectory ?? ''),
  );
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  // The proposed name is marked: typing replaces it.
  useEffect(() => {
    nameField.current?.focus();
    nameField.current?.select();
  }, []);

  const change = (some: Partial<typeof answers>) => setAnswers((now) => ({ ...now, ...some }));
  const { kind, name, directory } = answers;
  const renders = kind === 'render';
  const wishes = wishesOf(answers);
  const problems = problemsOf(answers);
  const told = tried ? problems : onlyOpenQuote(problems);

  const create = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const first = Object.entries(problems).find(([, one]) => one !== '');
    if (first) document.getElementById(`wizard-${first[0]}`)?.focus();
    if (busy || first) return;
    setBusy(true);
    const made = await createBundle(
      directory.trim(),
      folderName(name),
      kind === 'render' ? makeTemplate(wishes) : emptyTemplate(kind, wishes.name),
      renders ? machineValues(wishes) : {},
      renders ? 'values' : 'text',
    );
    setBusy(false);
    if (!made) return;
    closeWizard();
    if (renders) focusFirstValue();
  };
  const setDirectory = (path: string) => change({ directory: path });

  return (
    <Dialog
      title={words.wizard.titles[kind]}
      width={600}
      onClose={closeWizard}
      actions={
        <>
          <Button onClick={closeWizard}>{words.app.cancel}</Button>
          <Button look="primary" type="submit" form="wizard" disabled={busy}>
            {words.wizard.create[kind]}
          </Button>
        </>
      }
    >
      <fieldset className="arrangement wizard-kinds" aria-label={words.wizard.what}>
        {KINDS.map((one) => (
          <Button
            key={one}
            look="quiet"
            aria-pressed={one === kind}
            onClick={() => change({ kind: one })}
          >
            {words.wizard.kinds[one]}
          </Button>
        ))}
      </fieldset>
      <p className="dialog-text">{words.wizard.leads[kind]}</p>
      <form
        id="wizard"
        className="wizard scroll"
        onSubmit={(event) => void create(event)}
        noValidate
      >
        <WizardField
          id="wizard-name"
          label={words.wizard.name}
          value={name}
          onChange={(text) => change({ name: text })}
          problem={told.name}
          ref={nameField}
        />
        {renders && <RenderFields answers={answers} problems={told} onChange={change} />}
        <WizardField
          id="wizard-directory"
          label={words.wizard.directory}
          help={words.wizard.directoryHelp(folderName(name))}
          value={directory}
          onChange={setDirectory}
          problem={told.directory}
          onBrowse={browse('directory', words.wizard.directory, setDirectory)}
        />
        {renders && wishes.program !== '' && <CommandPreview wishes={wishes} />}
      </form>
    </Dialog>
  );
}
