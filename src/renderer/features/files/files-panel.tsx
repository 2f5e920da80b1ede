import { resetPanel, resizePanel, useLayout } from '../../stores/layout-store.ts';
import { refreshResults, useResults } from '../../stores/results-store.ts';
import { useRun } from '../../stores/run-store.ts';
import { openTerminal, terminalRefusal } from '../../stores/terminal-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { FileList } from './file-list.tsx';
import { isPicture } from './sequences.ts';
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
  if (!run) return <p className="results-none">{words.results.noRun}</p>;
  if (!results) return <p className="results-none">{words.results.reading}</p>;
  if (results.rows.length === 0) return <p className="results-none">{words.results.noFolders}</p>;
  const items = results.rows.flatMap((row) => (row.kind === 'item' ? [row] : []));
  const holds = (row: (typeof items)[number]) =>
    row.item.kind === 'single'
      ? row.item.file.root === chosen?.root && row.item.file.path === chosen.path
      : row.item.frames.some(({ file }) => file.root === chosen?.root && file.path === chosen.path);
  // Without a choice the first thing that can be looked at is shown.
  const row =
    (chosen && items.find(holds)) ??
    items.find(({ item }) =>
      item.kind === 'sequence'
        ? isPicture(item.after)
        : item.file.kind === 'file' && isPicture(item.file.path),
    ) ??
    items[0];
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
