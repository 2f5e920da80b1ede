import { useRef } from 'react';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import type { Answers, Problems } from './answers.ts';
import { browse } from './browse.ts';
import { PLACES } from './make-template.ts';
import { WizardField } from './wizard-field.tsx';

interface Props {
  readonly answers: Answers;
  readonly problems: Problems;
  readonly onChange: (answers: Partial<Answers>) => void;
}

/** The questions about a render job's command. */
export function RenderFields({ answers, problems, onChange }: Props) {
  const { program, line, scene, frames, output } = answers;
  const argsField = useRef<HTMLInputElement>(null);
  const setProgram = (path: string) => onChange({ program: path });
  const setScene = (path: string) => onChange({ scene: path });
  const setOutput = (path: string) => onChange({ output: path });
  /** Puts a word for a place where the cursor stands. */
  const insert = (word: string) => {
    const field = argsField.current;
    const at = field?.selectionStart ?? line.length;
    const before = line.slice(0, at);
    const gap = before === '' || /[\s=/\\"']$/.test(before) ? '' : ' ';
    onChange({ line: before + gap + word + line.slice(field?.selectionEnd ?? at) });
    field?.focus();
  };
  return (
    <>
      <WizardField
        id="wizard-program"
        label={words.wizard.program}
        help={words.wizard.programHelp}
        value={program}
        onChange={setProgram}
        problem={problems.program}
        onBrowse={browse('input-file', words.wizard.program, setProgram)}
      />
      <WizardField
        id="wizard-args"
        label={words.wizard.args}
        help={words.wizard.argsHelp}
        value={line}
        onChange={(text) => onChange({ line: text })}
        problem={problems.args}
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
        onChange={(text) => onChange({ frames: text })}
        problem={problems.frames}
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
  );
}
