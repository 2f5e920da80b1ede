import { type KeyboardEvent, useEffect, useRef } from 'react';
import { chooseFile } from '../../stores/results-store.ts';
import { text as words } from '../../text/en.ts';
import { bytes } from '../../text/numbers.ts';
import { GRID_CELL } from '../../ui/grid-roles.ts';
import { Icon } from '../../ui/icons.tsx';
import { useVirtualWindow } from '../../ui/use-virtual-window.ts';
import { GridLine, ROW_HEIGHT, rowByKey, VirtualGrid } from '../../ui/virtual-grid.tsx';
import { type Flags, inertName, type Results, type Row } from './model.ts';
import { filesOf, type Item, itemName } from './sequences.ts';

/** Keys after which a heading is passed over upwards. */
const UPWARDS = new Set(['ArrowUp', 'PageDown', 'End']);

/** Folders of a run with their files; sequences stand in one row. */
export function FileList({
  results,
  chosen,
}: {
  readonly results: Results;
  readonly chosen: string | undefined;
}) {
  const { rows } = results;
  const scroller = useRef<HTMLDivElement>(null);
  const total = BigInt(rows.length);
  const view = useVirtualWindow(scroller, total, ROW_HEIGHT);
  const at = rows.findIndex((row) => row.key === chosen);
  const first = Number(view.first);
  const { revealRow } = view;
  useEffect(() => {
    if (at >= 0) revealRow(BigInt(at));
  }, [at, revealRow]);
  const onKeyDown = (event: KeyboardEvent) => {
    const found = rowByKey(event.key, BigInt(at), { total, viewport: view.viewport });
    if (found === undefined) return;
    event.preventDefault();
    // Headings are passed over.
    let to = Number(found);
    while (rows[to]?.kind === 'place') to += UPWARDS.has(event.key) ? -1 : 1;
    const row = rows[to];
    if (row?.kind === 'item') choose(row.item);
  };
  return (
    <VirtualGrid
      label={words.results.list}
      scroller={scroller}
      view={view}
      total={total}
      active={at >= first && at < first + view.count ? `result-${at}` : undefined}
      className="results-list"
      onKeyDown={onKeyDown}
    >
      {rows.slice(first, first + view.count).map((row, i) => (
        <GridLine
          key={row.key}
          id={`result-${first + i}`}
          row={BigInt(first + i)}
          headed={false}
          top={i * ROW_HEIGHT - view.offset}
          aria-selected={row.kind === 'item' ? first + i === at : undefined}
          className={`results-row results-${row.kind}`}
          onClick={() => row.kind === 'item' && choose(row.item)}
        >
          <Cells row={row} />
        </GridLine>
      ))}
    </VirtualGrid>
  );
}

function choose(item: Item): void {
  const file = filesOf(item).find((one) => one.size > 0) ?? filesOf(item)[0];
  if (file) chooseFile(file.root, file.path);
}

function Cells({ row }: { readonly row: Row }) {
  if (row.kind === 'place') {
    const { root, files, more, problem } = row.place;
    const note =
      problem ??
      (root.missing
        ? words.results.placeMissing
        : files.length === 0
          ? words.results.placeEmpty
          : more > 0
            ? words.results.more(more)
            : '');
    return (
      <span {...GRID_CELL} className="results-place-name" title={inertName(root.path)}>
        <strong>{root.kind === 'session' ? words.results.session : inertName(root.label)}</strong>
        <span className="cut">{inertName(root.path)}</span>
        {note !== '' && <span className="results-note">{note}</span>}
      </span>
    );
  }
  const { item, flags } = row;
  const name = inertName(itemName(item));
  return (
    <span {...GRID_CELL} className="results-name">
      <Icon name={item.kind === 'sequence' ? 'frames' : 'file'} size={13} />
      <span className="cut" title={name}>
        {item.folder !== '' && <span className="dim">{inertName(item.folder)}/</span>}
        {name}
      </span>
      <FlagWords flags={flags} count={filesOf(item).length} />
      <span className="results-size">
        {item.kind === 'sequence'
          ? words.results.frames(item.frames.length)
          : item.file.kind === 'file'
            ? bytes(item.file.size)
            : ''}
      </span>
    </span>
  );
}

/** What is not as it should be, in words: missing, empty, unchanged. */
function FlagWords({ flags, count }: { readonly flags: Flags; readonly count: number }) {
  const { missing, empty, unchanged, refused } = flags;
  return (
    <span className="results-flags">
      {refused && <span className="dim">{words.results.refused}</span>}
      {missing.length > 0 && (
        <span className="failed-text">{words.results.missing(missing.length)}</span>
      )}
      {empty > 0 && (
        <span className="failed-text">
          {count === 1 ? words.results.emptyFile : words.results.emptyFiles(empty)}
        </span>
      )}
      {unchanged > 0 && !refused && (
        <span className="dim">
          {unchanged === count ? words.results.unchanged : words.results.unchangedSome(unchanged)}
        </span>
      )}
    </span>
  );
}
