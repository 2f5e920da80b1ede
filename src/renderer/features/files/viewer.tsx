import { useState } from 'react';
import { showLog } from '../../stores/log-store.ts';
import { chooseFile, useResults } from '../../stores/results-store.ts';
import { showTaskOf } from '../../stores/tasks-of-actions.ts';
import { text as words } from '../../text/en.ts';
import { bytes, groupDigits, moment } from '../../text/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { Exposure } from './exposure.tsx';
import { type Flags, inertName, type Results, refOf } from './model.ts';
import { FULL, usePicture } from './pictures.ts';
import { Player } from './player.tsx';
import { type Found, filesOf, type Item, isPicture } from './sequences.ts';
import { type CompareMode, Stage } from './stage.tsx';
import { TextHead } from './text-head.tsx';
import { newsOf } from './writers.ts';

/** One file, or one frame of a sequence: as a picture, as text, or with the reason why not. */
export function Viewer({
  results,
  item,
  flags,
}: {
  readonly results: Results;
  readonly item: Item;
  readonly flags: Flags;
}) {
  const chosen = useResults((state) => state.chosen);
  const [pinned, setPinned] = useState<Found>();
  const [mode, setMode] = useState<CompareMode>('wipe');
  const files = filesOf(item);
  const file =
    files.find((one) => one.root === chosen?.root && one.path === chosen.path) ?? files[0];
  if (!file) return null;
  const picture = isPicture(file.path) && file.kind === 'file';
  const light = [file, pinned].some((one) => one !== undefined && /\.exr$/i.test(one.path));
  return (
    <>
      <div className="viewer-head">
        <Facts results={results} file={file} brief={pinned !== undefined} />
        {picture && (
          <Button
            look="quiet"
            aria-pressed={pinned !== undefined}
            title={words.results.pinHelp}
            onClick={() => setPinned(pinned ? undefined : file)}
          >
            {pinned ? words.results.unpin : words.results.pin}
          </Button>
        )}
        {pinned && (
          <>
            <Button look="quiet" aria-pressed={mode === 'wipe'} onClick={() => setMode('wipe')}>
              {words.results.wipe}
            </Button>
            <Button
              look="quiet"
              aria-pressed={mode === 'difference'}
              onClick={() => setMode('difference')}
            >
              {words.results.difference}
            </Button>
          </>
        )}
      </div>
      <Body results={results} file={file} pinned={pinned} mode={mode} />
      {light && <Exposure />}
      {item.kind === 'sequence' && (
        <Player
          results={results}
          item={item}
          missing={flags.missing}
          file={file}
          onFrame={(frame) => chooseFile(frame.root, frame.path)}
        />
      )}
    </>
  );
}

function Body(props: {
  readonly results: Results;
  readonly file: Found;
  readonly pinned: Found | undefined;
  readonly mode: CompareMode;
}) {
  const { results, file, pinned, mode } = props;
  const { runId } = results;
  if (file.kind === 'refused') return <p className="results-none">{words.results.refusedHelp}</p>;
  if (file.size === 0) return <p className="results-none">{words.results.empty}</p>;
  if (isPicture(file.path))
    return (
      <Stage
        picture={refOf(runId, file)}
        against={pinned && refOf(runId, pinned)}
        mode={mode}
        label={inertName(file.path)}
      />
    );
  return <TextHead key={file.path} file={refOf(runId, file)} />;
}

function Facts(props: {
  readonly results: Results;
  readonly file: Found;
  /** Only the name: there is little room beside the comparison's buttons. */
  readonly brief: boolean;
}) {
  const { results, file, brief } = props;
  const picture = usePicture(
    isPicture(file.path) && file.kind === 'file' && file.size > 0
      ? refOf(results.runId, file)
      : undefined,
    FULL,
  );
  const writer = results.writers.get(file);
  const news = newsOf(file, results.startedAt);
  const facts = [
    picture && 'width' in picture ? words.results.pixels(picture.width, picture.height) : undefined,
    bytes(file.size),
    moment(file.modifiedAt, Date.now()),
    news === 'unchanged' ? words.results.unchanged : words.results.news[news],
  ].filter((fact) => fact !== undefined);
  return (
    <p className="viewer-facts numbers">
      <strong className="cut" title={inertName(file.path)}>
        {inertName(file.path.slice(file.path.lastIndexOf('/') + 1))}
      </strong>
      {!brief && <span className="dim cut">{facts.join(' · ')}</span>}
      {!brief && writer?.step !== undefined && writer.taskIndex !== undefined && (
        <button
          type="button"
          className="link viewer-task cut"
          title={words.results.writtenBy(writer.label)}
          onClick={() => {
            void showTaskOf(writer);
            showLog(writer, { pin: true });
          }}
        >
          {writer.step} #{groupDigits(BigInt(writer.taskIndex) + 1n)}
        </button>
      )}
    </p>
  );
}
