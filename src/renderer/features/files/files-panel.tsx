import { notify } from '../../stores/app-store.ts';
import { resetPanel, resizePanel, useLayout } from '../../stores/layout-store.ts';
import { refreshResults, useResults } from '../../stores/results-store.ts';
import { useRun } from '../../stores/run-store.ts';
import { changeSettings, useSettings } from '../../stores/settings-store.ts';
import { openTerminal, terminalRefusal } from '../../stores/terminal-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Nothing } from '../../ui/nothing.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { chosenRow } from './chosen-row.ts';
import { FileList } from './file-list.tsx';
import { sessionOf } from './session-of.ts';
import { useFileModel } from './use-model.ts';
import { Viewer } from './viewer.tsx';
import './files.css';

/** What the shown run wrote: its folders to the left, the chosen file or sequence to the right. */
export function FilesPanel() {
  const width = useLayout((state) => state.sizes.files);
  const run = useRun((state) => state.run);
  const chosen = useResults((state) => state.chosen);
  const results = useFileModel();
  const keeps = useSettings((state) => state.keepSessionFolders);
  if (!run) return <p className="results-none">{words.results.noRun}</p>;
  if (!results) return <p className="results-none">{words.results.reading}</p>;
  if (results.rows.length === 0)
    return (
      <Nothing
        action={
          keeps ? undefined : (
            <Button
              onClick={() => {
                changeSettings({ keepSessionFolders: true });
                notify('info', words.results.foldersKept);
              }}
            >
              {words.results.keepFolders}
            </Button>
          )
        }
      >
        {words.results.noFolders}
      </Nothing>
    );
  const row = chosenRow(results, chosen);
  const file = row && (row.item.kind === 'single' ? row.item.file : row.item.frames[0]?.file);
  const session = sessionOf(
    run,
    results.rows
      .flatMap((one) => (one.kind === 'place' ? [one.place.root] : []))
      .find(({ id }) => id === file?.root),
  );
  return (
    <section className="results" aria-label={words.results.tab}>
      <div className="results-left" style={{ width }}>
        <div className="results-head">
          <p className="dim numbers">
            {words.results.count(
              results.rows.reduce(
                (sum, one) => sum + (one.kind === 'place' ? one.place.files.length : 0),
                0,
              ),
            )}
          </p>
          {session !== undefined && (
            <Button
              look="quiet"
              disabled={terminalRefusal(run, session) !== undefined}
              title={terminalRefusal(run, session) ?? words.terminal.openSession(session)}
              onClick={() => void openTerminal(run, session)}
            >
              {words.terminal.openHere}
            </Button>
          )}
          <Button
            look="quiet"
            aria-label={words.results.refresh}
            title={words.results.refresh}
            onClick={refreshResults}
          >
            <Icon name="reset" size={13} />
          </Button>
        </div>
        <FileList results={results} chosen={row?.key} />
      </div>
      <Splitter
        label={words.panels.files}
        panel="left"
        size={width}
        onResize={(size) => resizePanel('files', size)}
        onReset={() => resetPanel('files')}
      />
      <div className="results-right">
        {row ? (
          <Viewer key={row.key} results={results} item={row.item} flags={row.flags} />
        ) : (
          <p className="results-none">{words.results.nothing}</p>
        )}
      </div>
    </section>
  );
}
