import { useEffect, useRef, useState } from 'react';
import type { CommandPage, RunRequest } from '../../../shared/protocol/methods.ts';
import { inertText } from '../../../shared/text/inert.ts';
import { sheetCommands } from '../../stores/run-store.ts';
import { text as words } from '../../text/en.ts';
import { shellText } from '../../text/shell-text.ts';
import { Button } from '../../ui/button.tsx';

interface Props {
  /** The first page, which came with the sheet. */
  readonly sheet: CommandPage;
  readonly of: RunRequest;
}

/** The commands of a sheet and their scripts: all of a few; of many a page, further ones and a search. */
export function Commands({ sheet, of }: Props) {
  const { page, search, setSearch, more } = usePages(sheet, of);
  const many = sheet.commands.length < sheet.total;
  return (
    <>
      <h3 className="trust-title">{words.trust.commands}</h3>
      {many && (
        <div className="trust-search">
          <input
            className="field"
            type="search"
            aria-label={words.trust.search}
            placeholder={words.trust.search}
            maxLength={200}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <p className="dim" aria-live="polite">
            {page.total === 0
              ? words.trust.noneFound
              : words.trust.shown(page.commands.length, page.total)}
          </p>
        </div>
      )}
      {sheet.total === 0 && <p className="dim">{words.trust.noCommands}</p>}
      <ul>
        {page.commands.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: commands may be equal; the list only grows.
          <Command key={at} command={one} />
        ))}
      </ul>
      {page.commands.length < page.total && <Button onClick={more}>{words.trust.more}</Button>}
      {page.scripts.length > 0 && (
        <>
          <h3 className="trust-title">{words.trust.scripts}</h3>
          {page.scripts.map((script) => (
            <details key={script.name} className="trust-script" open={page.scripts.length <= 3}>
              <summary>{inertText(script.name)}</summary>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
              <pre className="mono" tabIndex={0}>
                {visible(script.text)}
              </pre>
            </details>
          ))}
        </>
      )}
    </>
  );
}

/** What was asked for last is what is shown, whichever answer comes first. */
function usePages(sheet: CommandPage, of: RunRequest) {
  const [page, setPage] = useState(sheet);
  const [search, setSearch] = useState('');
  const newest = useRef(0);
  useEffect(() => {
    const question = ++newest.current;
    if (search === '') {
      setPage(sheet);
      return;
    }
    const timer = setTimeout(() => {
      void sheetCommands(of, search, 0).then((found) => {
        if (found && question === newest.current) setPage(found);
      });
    }, 200);
    return () => clearTimeout(timer);
  }, [search, sheet, of]);
  const more = async (): Promise<void> => {
    const question = ++newest.current;
    const next = await sheetCommands(of, search, page.commands.length);
    if (!next || question !== newest.current) return;
    const known = new Set(page.scripts.map(({ name }) => name));
    setPage({
      commands: [...page.commands, ...next.commands],
      scripts: [...page.scripts, ...next.scripts.filter(({ name }) => !known.has(name))],
      total: next.total,
    });
  };
  return { page, search, setSearch, more: () => void more() };
}

function Command({ command: one }: { readonly command: CommandPage['commands'][number] }) {
  return (
    <li className="trust-command">
      <span className="trust-where">{inertText(one.where)}</span>
      <code className="mono">
        {one.args.length > 0 ? visible(shellText([one.command])) : inertText(one.command)}
        {one.args.map((arg, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: arguments have no other identity.
          <span key={i} className="trust-arg">
            {' '}
            {/* Quoted, so that it is seen where an argument begins and ends. */}
            {visible(shellText([arg]))}
          </span>
        ))}
      </code>
      {one.program === undefined && <span className="trust-warn">{words.trust.missing}</span>}
    </li>
  );
}

/** A text with its line breaks, and everything that could hide something shown. */
function visible(text: string): string {
  return text.split('\n').map(inertText).join('\n');
}
