import { useState } from 'react';
import type { Leftover } from '../../../shared/protocol/run.ts';
import { inertText } from '../../../shared/text/inert.ts';
import { cleanLeftovers, leaveLeftovers, useLeftovers } from '../../stores/leftover-store.ts';
import { text as words } from '../../text/en.ts';
import { bytes, moment } from '../../text/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import './leftover-strip.css';

/** More rows than these tell nobody anything; cleaning takes all. */
const SHOWN = 100;

/** What an application that crashed has left on this machine: told at the start, in nobody's way. */
export function LeftoverStrip() {
  const found = useLeftovers((state) => state.found);
  const cleaning = useLeftovers((state) => state.cleaning);
  const [open, setOpen] = useState(false);
  const sum = totals(found);
  return (
    // Always there, so that what appears in it is read out.
    <section aria-label={words.leftovers.label} aria-live="polite" className="leftovers">
      {found.length > 0 && (
        <>
          <div className="leftovers-head">
            <StateGlyph state="waiting" size={11} />
            <p className="leftovers-text">
              {words.leftovers.found(sum.folders, sizeText(sum), sum.processes)}
            </p>
            <Button look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? words.leftovers.hide : words.leftovers.show}
            </Button>
            <Button disabled={cleaning} onClick={() => void cleanLeftovers()}>
              {cleaning ? words.leftovers.cleaning : words.leftovers.clean}
            </Button>
            <Button look="quiet" disabled={cleaning} onClick={leaveLeftovers}>
              {words.leftovers.leave}
            </Button>
          </div>
          {open && <Found found={found} />}
        </>
      )}
    </section>
  );
}

function Found({ found }: { readonly found: readonly Leftover[] }) {
  const now = Date.now();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <ul className="leftovers-list scroll" tabIndex={0} aria-label={words.leftovers.list}>
      {found.slice(0, SHOWN).map((one) => (
        <li key={one.id}>
          <p className="leftovers-row">
            <span className="mono leftovers-what">{inertText(one.directory)}</span>
            <span className="dim">
              {one.exists ? sizeText(one) : words.leftovers.gone}
              {` · ${words.leftovers.opened(moment(one.openedAt, now))}`}
            </span>
          </p>
          {one.processes.slice(0, SHOWN).map(({ pid, command }) => (
            <p key={pid} className="leftovers-row leftovers-process">
              <span className="dim">{words.leftovers.process(pid)}</span>
              <span className="mono leftovers-what">
                {command === '' ? words.leftovers.unknown : inertText(command)}
              </span>
            </p>
          ))}
        </li>
      ))}
      {found.length > SHOWN && (
        <li className="dim">{words.leftovers.more(found.length - SHOWN)}</li>
      )}
    </ul>
  );
}

function totals(found: readonly Leftover[]) {
  return {
    folders: found.filter((one) => one.exists).length,
    processes: found.reduce((sum, one) => sum + one.processes.length, 0),
    bytes: found.reduce((sum, one) => sum + one.bytes, 0),
    more: found.some((one) => one.more),
  };
}

function sizeText({ bytes: size, more }: Pick<Leftover, 'bytes' | 'more'>): string {
  return more ? words.leftovers.atLeast(bytes(size)) : bytes(size);
}
