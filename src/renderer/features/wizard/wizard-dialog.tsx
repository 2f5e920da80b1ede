import { type FormEvent, useEffect, useRef, useState } from 'react';
import { parseRangeExpr } from '../../../shared/expr/range-expr-parse.ts';
import { useApp } from '../../stores/app-store.ts';
import { chooseFile, closeWizard, type FileRequest } from '../../stores/dialog-store.ts';
import { createBundle } from '../../stores/session.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import '../../ui/field.css';
import { splitCommandLine } from './command-line.ts';
import {
  emptyTemplate,
  firstCommand,
  folderName,
  machineValues,
  makeTemplate,
  PLACES,
  uses,
  type Wishes,
} from './make-template.ts';
import { WizardField } from './wizard-field.tsx';
import './wizard.css';

const DEFAULT_OUTPUT = 'out';

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

/** What was said and is not in the command line would not matter: that is told. */
const UNUSED: readonly {
  readonly word: keyof typeof PLACES;
  readonly given: (wishes: Wishes) => boolean;
}[] = [
  { word: '{frame}', given: () => true },
  { word: '{scene}', given: ({ scene }) => scene.trim() !== '' },
  // An output folder is proposed: only one of the user's own is meant.
  { word: '{output}', given: ({ output }) => !['', DEFAULT_OUTPUT].includes(output.trim()) },
];

function framesProblem(frames: string): string {
  const range = parseRangeExpr(frames.trim());
  return 'issue' in range ? range.issue.message : '';
}

const KINDS = ['render', 'job', 'environment'] as const;

/** A render job for a command line of one's own, without a line of YAML; or a template that is nearly empty. */
export function WizardDialog() {
  const [kind, setKind] = useState<(typeof KINDS)[number]>('render');
  const [name, setName] = useState<string>(words.wizard.defaultName);
  const [program, setProgram] = useState('');
  const [line, setLine] = useState('');
  const [scene, setScene] = useState('');
  const [frames, setFrames] = useState('1-10');
  const [output, setOutput] = useState(DEFAULT_OUTPUT);
  const [directory, setDirectory] = useState(useApp.getState().info?.workingDirectory ?? '');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const argsField = useRef<HTMLInputElement>(null);
  const nameField = useRef<HTMLInputElement>(null);
  // The proposed name is marked: typing replaces it.
  useEffect(() => {
    nameField.current?.focus();
    nameField.current?.select();
  }, []);

  const renders = kind === 'render';
  const split = splitCommandLine(line);
  const args = 'words' in split ? split.words : [];
  const wishes: Wishes = {
    name: name.trim(),
    program: program.trim(),
    args,
    scene,
    frames,
    output,
  };
  const missing = {
    name: name.trim() === '' ? words.wizard.needed : '',
    program: renders && program.trim() === '' ? words.wizard.needed : '',
    frames: renders ? framesProblem(frames) : '',
    directory: directory.trim() === '' ? words.wizard.needed : '',
    args: renders && 'open' in split ? words.wizard.openQuote(split.open) : '',
  };
  const problem = (of: keyof typeof missing) => (tried || of === 'args' ? missing[of] : '');
  const unused = UNUSED.filter(({ word, given }) => given(wishes) && !uses(wishes, word));

  const create = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const first = Object.entries(missing).find(([, one]) => one !== '');
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
  const browse = (mode: FileRequest['mode'], title: string, take: (path: string) => void) => () =>
    void chooseFile({ mode, title }).then((path) => path !== null && take(path));
  /** Puts a word for a place where the cursor stands. */
  const insert = (word: string) => {
    const field = argsField.current;
    const at = field?.selectionStart ?? line.length;
    const before = line.slice(0, at);
    const gap = before === '' || /[\s=/\\"']$/.test(before) ? '' : ' ';
    setLine(before + gap + word + line.slice(field?.selectionEnd ?? at));
    field?.focus();
  };

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
          <Button key={one} look="quiet" aria-pressed={one === kind} onClick={() => setKind(one)}>
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
          onChange={setName}
          problem={problem('name')}
          ref={nameField}
        />
        {renders && (
          <>
            <WizardField
              id="wizard-program"
              label={words.wizard.program}
              help={words.wizard.programHelp}
              value={program}
              onChange={setProgram}
              problem={problem('program')}
              onBrowse={browse('input-file', words.wizard.program, setProgram)}
            />
            <WizardField
              id="wizard-args"
              label={words.wizard.args}
              help={words.wizard.argsHelp}
              value={line}
              onChange={setLine}
              problem={problem('args')}
              ref={argsField}
            >
              <div className="wizard-places">
                {(Object.keys(PLACES) as (keyof typeof PLACES)[]).map((word) => (
                  <Button key={word} look="quiet" onClick={() => insert(word)}>
                    {words.wizard.places[word]}
                  </Button>
                ))}
              </div>
            </WizardField>
            <WizardField
              id="wizard-scene"
              label={words.wizard.scene}
              help={words.wizard.sceneHelp}
              value={scene}
              onChange={setScene}
              onBrowse={browse('input-file', words.wizard.scene, setScene)}
            />
            <WizardField
              id="wizard-frames"
              label={words.wizard.frames}
              help={words.wizard.framesHelp}
              value={frames}
              onChange={setFrames}
              problem={problem('frames')}
            />
            <WizardField
              id="wizard-output"
              label={words.wizard.output}
              help={words.wizard.outputHelp}
              value={output}
              onChange={setOutput}
              onBrowse={browse('directory', words.wizard.output, setOutput)}
            />
          </>
        )}
        <WizardField
          id="wizard-directory"
          label={words.wizard.directory}
          help={words.wizard.directoryHelp(folderName(name))}
          value={directory}
          onChange={setDirectory}
          problem={problem('directory')}
          onBrowse={browse('directory', words.wizard.directory, setDirectory)}
        />
        {renders && program.trim() !== '' && (
          <div className="wizard-preview">
            <p className="wizard-preview-title">{words.wizard.preview}</p>
            <pre className="mono">{firstCommand(wishes)}</pre>
            {unused.map(({ word }) => (
              <p key={word} className="wizard-note">
                {words.wizard.unused[word]}
              </p>
            ))}
          </div>
        )}
      </form>
    </Dialog>
  );
}
