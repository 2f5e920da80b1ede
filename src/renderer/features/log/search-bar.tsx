import { type KeyboardEvent, useEffect, useRef } from 'react';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { Icon } from '../../ui/icons.tsx';
import '../../ui/field.css';
import type { LogSearch } from './use-log-search.ts';

interface Props {
  readonly search: LogSearch;
  /** Only lines that contain the text are shown. */
  readonly only: boolean;
  readonly onOnly: (only: boolean) => void;
  readonly onClose: () => void;
}

export function SearchBar({ search, only, onOnly, onClose }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter') search.move(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };
  return (
    <search className="log-search">
      <input
        ref={field}
        className="field mono"
        type="text"
        aria-label={words.log.search}
        placeholder={words.log.search}
        spellCheck={false}
        value={search.text}
        onChange={(event) => search.setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="dim numbers log-count" aria-live="polite">
        {search.text !== '' &&
          (search.searching
            ? '…'
            : search.count === 0
              ? words.log.noMatches
              : words.log.matches(search.at, search.count))}
      </span>
      <Button look="quiet" aria-label={words.log.previous} onClick={() => search.move(-1)}>
        <Icon name="up" size={12} />
      </Button>
      <Button look="quiet" aria-label={words.log.next} onClick={() => search.move(1)}>
        <Icon name="arrowDown" size={12} />
      </Button>
      <CheckBox checked={search.matchCase} onChange={search.setMatchCase}>
        {words.log.matchCase}
      </CheckBox>
      <CheckBox checked={only} onChange={onOnly}>
        {words.log.onlyMatches}
      </CheckBox>
      <Button look="quiet" aria-label={words.app.close} onClick={onClose}>
        <Icon name="close" size={12} />
      </Button>
    </search>
  );
}
