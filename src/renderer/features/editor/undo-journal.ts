import type { TextPlace, TextStep } from '../../../shared/protocol/bundle.ts';
import { narrow, type TextEdit } from '../../../shared/yaml/edit/text-edit.ts';

/** One change of the text, forth and back. */
interface Entry {
  readonly forth: TextEdit;
  readonly back: TextEdit;
  /** What the model calls the text before and after: undo and redo come back to these names. */
  readonly from: number;
  readonly to: number;
  /** Changes of one group are one step of undo when they are made again. */
  readonly group: number;
}

/** What a model tells of a change. */
interface ModelChange {
  readonly kind: 'edit' | 'undo' | 'redo';
  /** The name of the text after it; undo and redo give an earlier name again. */
  readonly version: number;
}

const MOST_ENTRIES = 2000;
const MOST_CHARACTERS = 1_000_000;

/**
 * Writes down what a model's undo could do, because a model cannot be asked. The same steps can then be made
 * again in another model, of a window that was loaded anew.
 */
export class UndoJournal {
  #done: Entry[] = [];
  /** The next redo last. */
  #undone: Entry[] = [];
  #version: number;
  #group = 0;
  #size = 0;
  #held = false;

  constructor(version: number) {
    this.#version = version;
  }

  /** Changes from here to `release` are one step. */
  hold(): void {
    this.#group++;
    this.#held = true;
  }

  release(): void {
    this.#held = false;
  }

  follow(before: string, after: string, { kind, version }: ModelChange): void {
    if (kind === 'edit') this.#edit(before, after, version);
    else if (!this.#goTo(version, kind)) this.#forget();
    this.#version = version;
  }

  /** The steps as they are kept. */
  steps(): Pick<TextPlace, 'back' | 'forth'> {
    return {
      back: kept(this.#done.toReversed(), 'back'),
      forth: kept(this.#undone.toReversed(), 'forth'),
    };
  }

  #edit(before: string, after: string, to: number): void {
    const [forth] = narrow(before, { range: { start: 0, end: before.length }, text: after });
    const from = this.#version;
    if (!forth) {
      const last = this.#done.pop();
      if (last) this.#done.push({ ...last, to });
      return;
    }
    const { start, end } = forth.range;
    const back = {
      range: { start, end: start + forth.text.length },
      text: before.slice(start, end),
    };
    if (!this.#held && !isTyping(this.#done.at(-1), forth)) this.#group++;
    this.#done.push({ forth, back, from, to, group: this.#group });
    for (const entry of this.#undone) this.#size -= sizeOf(entry);
    this.#undone = [];
    this.#size += sizeOf({ forth, back });
    while (
      this.#done.length > 1 &&
      (this.#done.length > MOST_ENTRIES || this.#size > MOST_CHARACTERS)
    ) {
      const oldest = this.#done.shift();
      if (oldest) this.#size -= sizeOf(oldest);
    }
  }

  /** One step of the model's may be several entries: its name of the text says how many. */
  #goTo(version: number, kind: 'undo' | 'redo'): boolean {
    const [source, goal] =
      kind === 'undo' ? [this.#done, this.#undone] : [this.#undone, this.#done];
    const at = source.findLastIndex((one) => (kind === 'undo' ? one.from : one.to) === version);
    if (at < 0) return false;
    goal.push(...source.splice(at).toReversed());
    return true;
  }

  #forget(): void {
    this.#done = [];
    this.#undone = [];
    this.#size = 0;
  }
}

function sizeOf({ forth, back }: Pick<Entry, 'forth' | 'back'>): number {
  return forth.text.length + back.text.length;
}

/** A letter behind the last one, or one more taken away; the space before a word begins a new step, as in the editor. */
function isTyping(last: Entry | undefined, { range, text }: TextEdit): boolean {
  if (!last) return false;
  const before = last.forth;
  if (range.start === range.end && before.range.start === before.range.end)
    return (
      text.length === 1 &&
      text !== '\n' &&
      range.start === before.range.start + before.text.length &&
      !(/\S$/.test(before.text) && /\s/.test(text))
    );
  return text === '' && before.text === '' && range.end === before.range.start;
}

function kept(entries: readonly Entry[], way: 'back' | 'forth'): TextStep[] {
  return entries.map((entry, at) => ({
    start: entry[way].range.start,
    end: entry[way].range.end,
    text: entry[way].text,
    joins: at > 0 && entries[at - 1]?.group === entry.group,
  }));
}
