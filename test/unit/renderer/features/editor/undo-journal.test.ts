import { describe, expect, it } from 'vitest';
import { UndoJournal } from '../../../../../src/renderer/features/editor/undo-journal.ts';
import { changesOfPlace } from '../../../../../src/renderer/stores/text-places.ts';
import { fingerprint } from '../../../../../src/shared/text/fingerprint.ts';
import { applyEdits } from '../../../../../src/shared/yaml/edit/text-edit.ts';

/** Texts in the order in which someone sees them; undo and redo give an earlier version again. */
class Editing {
  text: string;
  readonly #journal = new UndoJournal(0);
  readonly #texts: string[];

  constructor(text: string) {
    this.text = text;
    this.#texts = [text];
  }

  to(next: string): this {
    this.#texts.push(next);
    this.#journal.follow(this.text, next, { kind: 'edit', version: this.#texts.length - 1 });
    this.text = next;
    return this;
  }

  together(...texts: string[]): this {
    this.#journal.hold();
    for (const next of texts) this.to(next);
    this.#journal.release();
    return this;
  }

  goTo(version: number, kind: 'undo' | 'redo'): this {
    const next = this.#texts[version] ?? '';
    this.#journal.follow(this.text, next, { kind, version });
    this.text = next;
    return this;
  }

  /** The texts that undo leads back to, and those that redo leads on to, in a window that begins with this one. */
  again(text = this.text): { back: string[]; forth: string[] } | undefined {
    const place = { of: fingerprint(this.text), view: null, ...this.#journal.steps() };
    const changes = changesOfPlace(text, JSON.parse(JSON.stringify(place)));
    if (!changes) return undefined;
    let now = changes.base;
    const back = [now];
    const make = ({ batches }: (typeof changes.done)[number]) => {
      now = batches.reduce(applyEdits, now);
      return now;
    };
    back.push(...changes.done.map(make));
    expect(back.pop()).toBe(text);
    const forth = changes.undone.map(make);
    return { back: back.toReversed(), forth };
  }
}

describe('the journal of undo', () => {
  it('makes a typed word one step, and the next word another', () => {
    const editing = new Editing('a: 1\n').to('a: 1\nb').to('a: 1\nbe').to('a: 1\nbe ');
    editing.to('a: 1\nbe c').to('a: 1\nbe ce');
    expect(editing.again()).toEqual({ back: ['a: 1\nbe', 'a: 1\n'], forth: [] });
  });

  it('makes letters taken away one after the other one step', () => {
    const editing = new Editing('abc').to('ab').to('a').to('aX');
    expect(editing.again()).toEqual({ back: ['a', 'abc'], forth: [] });
  });

  it('keeps changes of one edit together', () => {
    const editing = new Editing('one two').together('1 two', '1 2').to('1 2 3 4');
    expect(editing.again()).toEqual({ back: ['1 2', 'one two'], forth: [] });
  });

  it('follows undo and redo, also of several changes at once', () => {
    const editing = new Editing('').to('AA').to('AABB').to('AABBCC').goTo(1, 'undo');
    expect(editing.again()).toEqual({ back: [''], forth: ['AABB', 'AABBCC'] });
    editing.goTo(2, 'redo');
    expect(editing.again()).toEqual({ back: ['AA', ''], forth: ['AABBCC'] });
    editing.to('AABBDD');
    expect(editing.again()).toEqual({ back: ['AABB', 'AA', ''], forth: [] });
  });

  it('has no way back in a text that is another now', () => {
    expect(new Editing('').to('a').again('b')).toBeUndefined();
  });

  it('keeps the newest steps of very many', () => {
    const editing = new Editing('');
    let text = '';
    for (let count = 0; count < 2500; count++) {
      text += count % 2 ? '1\n' : '2\n';
      editing.to(text);
    }
    const found = editing.again();
    expect(found?.back).toHaveLength(2000);
    expect(found?.back[0]).toBe(text.slice(0, -2));
  });

  it('keeps characters outside the basic plane and CRLF whole', () => {
    const editing = new Editing('a\r\nb').to('a😀\r\nb').to('a😀\nb').to('\ufeffa😀\nb');
    expect(editing.again()?.back).toEqual(['a😀\nb', 'a😀\r\nb', 'a\r\nb']);
  });

  it('keeps its steps after much was undone and given up for something else', () => {
    const editing = new Editing('a\n');
    editing.to(`a\n${'x'.repeat(600_000)}`).goTo(0, 'undo');
    editing.to(`a\n${'y'.repeat(600_000)}`).goTo(0, 'undo');
    editing.to('a\nb\n').to('a\nb\nc\n').to('a\nb\nc\nd\n');
    expect(editing.again()?.back).toEqual(['a\nb\nc\n', 'a\nb\n', 'a\n']);
  });
});
