import { type FormEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { DirectoryEntry } from '../../../shared/protocol/bundle.ts';
import { useApp } from '../../stores/app-store.ts';
import { type FileRequest, useDialogs } from '../../stores/dialog-store.ts';
import { type Listing, listDirectory } from '../../stores/file-listing.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Select } from '../../ui/select.tsx';
import '../../ui/field.css';
import { matches } from './patterns.ts';
import './file-dialog.css';

/** Our own file dialog, for hosts that have none. */
export function FileDialog() {
  const open = useDialogs((state) => state.file);
  return open ? <Chooser request={open.request} answer={open.answer} /> : null;
}

interface Props {
  readonly request: FileRequest;
  readonly answer: (path: string | null) => void;
}

function Chooser({ request, answer }: Props) {
  const info = useApp((state) => state.info);
  const [listing, setListing] = useState<Listing>();
  const [path, setPath] = useState('');
  const [error, setError] = useState('');
  const [filter, setFilter] = useState(0);
  /** What was typed while a folder was read is not written over by it. */
  const typed = useRef(false);
  const field = useRef<HTMLInputElement>(null);

  const show = useCallback(async (directory: string) => {
    const found = await listDirectory(directory);
    if (typeof found === 'string') {
      setError(found);
      return;
    }
    setError('');
    setListing(found);
    if (!typed.current) setPath(found.directory);
  }, []);
  const open = (directory: string) => {
    typed.current = false;
    return show(directory);
  };
  useEffect(() => {
    const start = request.startAt ?? info?.workingDirectory ?? info?.homeDirectory ?? '/';
    void listDirectory(start).then((found) =>
      // A file, or a folder that is not there (yet): begin beside it.
      show(typeof found === 'string' ? start.replace(/[/\\][^/\\]*$/, '') || '/' : start),
    );
  }, [request, info, show]);

  // What is typed or pasted takes the place of a folder that was shown meanwhile, not a place behind it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the path that has changed.
  useLayoutEffect(() => {
    if (!typed.current && document.activeElement === field.current) field.current?.select();
  }, [path]);

  const patterns = request.filters?.[filter]?.patterns ?? [];
  const entries =
    listing?.entries.filter(
      (entry) =>
        entry.kind === 'directory' ||
        (request.mode !== 'directory' && (patterns.length === 0 || matches(entry.name, patterns))),
    ) ?? [];
  const chosen = entries.find((entry) => entry.path === path);
  const isFolder = listing !== undefined && path === listing.directory;

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void decide();
  };
  const decide = async () => {
    if (request.mode === 'output-file' && !isFolder && chosen?.kind !== 'directory') answer(path);
    else if (request.mode === 'directory' || request.mode === 'open-bundle') answer(path);
    else if (isFolder || chosen?.kind === 'directory') await open(path);
    else answer(path);
  };
  const activate = (entry: DirectoryEntry) => {
    if (entry.kind === 'directory' && !(entry.isBundle && request.mode === 'open-bundle'))
      void open(entry.path);
    else answer(entry.path);
  };

  return (
    <Dialog title={request.title} width={640} onClose={() => answer(null)}>
      <form className="files" onSubmit={onSubmit}>
        <div className="files-path">
          <Button
            look="quiet"
            aria-label={words.files.up}
            disabled={listing?.parent === undefined}
            onClick={() => listing?.parent !== undefined && void open(listing.parent)}
          >
            <Icon name="up" />
          </Button>
          <input
            ref={field}
            className="field mono"
            type="text"
            aria-label={words.files.path}
            aria-invalid={error !== ''}
            spellCheck={false}
            value={path}
            onChange={(event) => {
              typed.current = true;
              setPath(event.target.value);
            }}
          />
        </div>
        {error !== '' && (
          <p className="failed-text" role="alert">
            {error}
          </p>
        )}
        <ul className="files-list scroll" aria-label={words.files.list}>
          {entries.map((entry) => (
            <li key={entry.path}>
              <button
                type="button"
                className="files-entry"
                aria-current={entry.path === path ? 'true' : undefined}
                onClick={() => setPath(entry.path)}
                onDoubleClick={() => activate(entry)}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter') return;
                  event.preventDefault();
                  activate(entry);
                }}
              >
                <Icon
                  name={entry.isBundle ? 'bundle' : entry.kind === 'directory' ? 'folder' : 'file'}
                />
                <span className="cut">{entry.name}</span>
                {entry.isBundle && <span className="files-kind">{words.files.bundle}</span>}
              </button>
            </li>
          ))}
          {listing && entries.length === 0 && (
            <li className="dim files-empty">{words.files.empty}</li>
          )}
          {listing && listing.more > 0 && (
            <li className="dim files-empty">{words.files.more(listing.more)}</li>
          )}
        </ul>
        <div className="dialog-actions">
          {request.filters && request.filters.length > 0 && request.mode !== 'directory' && (
            <Select
              className="files-filter push"
              aria-label={words.files.type}
              value={filter}
              onChange={(event) => setFilter(Number(event.target.value))}
            >
              {request.filters.map((one, at) => (
                <option key={one.label} value={at}>
                  {one.label} ({one.patterns.join(', ')})
                </option>
              ))}
            </Select>
          )}
          <Button onClick={() => answer(null)}>{words.app.cancel}</Button>
          <Button
            type="submit"
            look="primary"
            disabled={path === '' || (request.mode === 'output-file' && isFolder)}
          >
            {submitText(request.mode)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function submitText(mode: FileRequest['mode']): string {
  if (mode === 'open-bundle') return words.files.open;
  if (mode === 'directory') return words.files.chooseFolder;
  return mode === 'output-file' ? words.files.save : words.files.choose;
}
