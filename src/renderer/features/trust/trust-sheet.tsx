import { inertText } from '../../../shared/text/inert.ts';
import { agreeToSheet, closeSheet, useRun } from '../../stores/run-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Commands } from './commands.tsx';
import { SignatureLine } from './signature-line.tsx';
import './trust-sheet.css';

/** Beyond these the list is one of installed packages, and nobody reads it. */
const MOST_FILES = 500;

/** The one question before anything of a bundle runs: exactly what that is. */
export function TrustSheet() {
  const shown = useRun((state) => state.sheet);
  if (!shown) return null;
  const { sheet, request } = shown;
  return (
    <Dialog
      title={words.trust.title}
      width={720}
      alert
      onClose={closeSheet}
      actions={
        <>
          <Button onClick={closeSheet}>{words.trust.cancel}</Button>
          <Button look="primary" autoFocus onClick={() => void agreeToSheet()}>
            {request ? words.trust.agree : words.trust.agreeOnly}
          </Button>
        </>
      }
    >
      <p className="dialog-text">
        {words.trust.lead(sheet.root)}
        {sheet.state === 'changed' && <span className="trust-warn"> {words.trust.changed}</span>}
      </p>
      {sheet.beyond && (
        <p className="dialog-text trust-warn">
          {sheet.beyond.code === 'unreadable'
            ? words.trust.beyond.unreadable(inertText(sheet.beyond.path))
            : words.trust.beyond['too-many']}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className="trust-body scroll" tabIndex={0}>
        <SignatureLine of={shown.of} />
        <Commands sheet={sheet} of={shown.of} />
        {sheet.environments.length > 0 && (
          <>
            <h3 className="trust-title">{words.trust.environments}</h3>
            <ul className="trust-files mono">
              {sheet.environments.map(({ path }) => (
                <li key={path}>{inertText(path)}</li>
              ))}
            </ul>
          </>
        )}
        {sheet.files.length > 0 && (
          <>
            <h3 className="trust-title">{words.trust.files}</h3>
            <ul className="trust-files mono">
              {sheet.files.slice(0, MOST_FILES).map((file) => (
                <li key={file}>{inertText(file)}</li>
              ))}
            </ul>
            {sheet.files.length > MOST_FILES && (
              <p className="dim">{words.trust.moreFiles(sheet.files.length - MOST_FILES)}</p>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}
