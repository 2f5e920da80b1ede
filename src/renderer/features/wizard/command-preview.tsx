import { text as words } from '../../text/en.ts';
import { unusedPlaces } from './answers.ts';
import { firstCommand, type Wishes } from './make-template.ts';

/** The command of the first task, and which answers it does not use. */
export function CommandPreview({ wishes }: { readonly wishes: Wishes }) {
  return (
    <div className="wizard-preview">
      <p className="wizard-preview-title">{words.wizard.preview}</p>
      <pre className="mono">{firstCommand(wishes)}</pre>
      {unusedPlaces(wishes).map((word) => (
        <p key={word} className="wizard-note">
          {words.wizard.unused[word]}
        </p>
      ))}
    </div>
  );
}
