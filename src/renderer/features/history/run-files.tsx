import { useEffect, useState } from 'react';
import type { RunFile, RunRecord } from '../../../shared/protocol/run.ts';
import { inertText } from '../../../shared/text/inert.ts';
import { readRunFiles } from '../../stores/history-store.ts';
import { text as words } from '../../text/en.ts';

const SHOWN = 12;

/** Which files of the bundle are no longer what a run found, and whether what it found was kept. */
export function RunFiles({ run }: { readonly run: RunRecord }) {
  const [files, setFiles] = useState<readonly RunFile[]>();
  useEffect(() => {
    let current = true;
    void readRunFiles(run.id).then((found) => current && setFiles(found));
    return () => {
      current = false;
    };
  }, [run.id]);
  if (!files) return null;
  const changed = files.filter((file) => file.state !== 'same');
  const states = words.history.fileStates;
  return (
    <section aria-labelledby="run-files">
      <h4 className="run-detail-part" id="run-files">
        {words.history.files}
      </h4>
      {changed.length === 0 && (
        <p className="dim numbers">
          {files.length === 0 ? words.history.filesUnknown : words.history.filesSame(files.length)}
        </p>
      )}
      <dl className="run-values">
        {changed.slice(0, SHOWN).map(({ path, state, kept }) => (
          <div key={path}>
            <dt className="cut" title={inertText(path)}>
              {inertText(path)}
            </dt>
            <dd className="dim">
              {state === 'changed'
                ? kept
                  ? states.kept
                  : states.changed
                : kept
                  ? states.gone
                  : states.lost}
            </dd>
          </div>
        ))}
      </dl>
      {changed.length > SHOWN && (
        <p className="dim numbers">{words.history.filesMore(changed.length - SHOWN)}</p>
      )}
    </section>
  );
}
