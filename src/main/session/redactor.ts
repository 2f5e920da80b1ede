import { BREAK, SecretAutomaton } from './secret-automaton.ts';

/** What stands for a secret, whatever its length (RFC 0003: a fixed-length string). */
export const MASK = '********';

/** A single line of a secret that spans several is masked by itself from this length on. */
const LONE_LINE = 4;

/** No address can hold half of a character. */
const LONE_SURROGATE = /\p{Cs}/u;

/**
 * The secrets of a session. Once a value is known, it is masked in everything that is written from then
 * on: output, command lines, messages, of this and of later actions.
 */
export class Redactor {
  readonly #secrets = new Set<string>();
  #automaton: SecretAutomaton | undefined;

  get active(): boolean {
    return this.#secrets.size > 0;
  }

  /** A value of several lines is masked as a whole and each longer line also alone, as when indented. */
  add(value: string): void {
    const normal = value.replaceAll('\r\n', '\n').replace(/^\n+|\n+$/g, '');
    const before = this.#secrets.size;
    if (normal.trim() !== '') this.#addForms(normal);
    if (normal.includes('\n')) {
      for (const line of normal.split('\n')) {
        const text = line.trim();
        if (text.length >= LONE_LINE) this.#addForms(text);
      }
    }
    if (this.#secrets.size > before) this.#automaton = undefined;
  }

  /** A value and how it stands in a JSON text, in a shell's single quotes and in an address. */
  #addForms(text: string): void {
    this.#secrets.add(text);
    this.#secrets.add(JSON.stringify(text).slice(1, -1));
    this.#secrets.add(text.replaceAll("'", `'\\''`));
    if (!LONE_SURROGATE.test(text)) this.#secrets.add(encodeURIComponent(text));
  }

  get automaton(): SecretAutomaton {
    this.#automaton ??= new SecretAutomaton(this.#secrets);
    return this.#automaton;
  }

  /** Masks a text that stands alone. */
  mask(text: string): string {
    if (!this.active) return text;
    const normal = text.replaceAll('\r\n', '\n');
    return maskSpans(normal, this.automaton.find(normal).spans);
  }
}

/**
 * Masks a stream of lines. A line is held back only while its end may be the beginning of a secret that
 * goes on in the next line.
 */
export class RedactionStream {
  readonly #redactor: Redactor;
  readonly #out: (text: string) => void;
  #held = '';

  constructor(redactor: Redactor, out: (text: string) => void) {
    this.#redactor = redactor;
    this.#out = out;
  }

  /** Whole lines, joined by `\n`. */
  lines(text: string): void {
    if (!this.#redactor.active) this.#out(text);
    else this.#push(`${text}\n`);
  }

  /** A line's beginning that is logged as a line of its own. */
  piece(text: string): void {
    if (!this.#redactor.active) this.#out(text);
    else this.#push(`${text}${BREAK}`);
  }

  /** How an unfinished line may be shown; what could become a secret is not. */
  preview(text: string): string {
    if (!this.#redactor.active) return text;
    const whole = this.#held + text;
    const { spans, pending } = this.#redactor.automaton.find(whole);
    const sure = whole.length - pending;
    const shown = maskSpans(whole.slice(0, sure), spans);
    if (lastBreak(whole, whole.length) >= sure) return '';
    return shown.slice(lastBreak(shown, shown.length) + 1);
  }

  /** Lets go of everything: nothing more will come. */
  flush(): void {
    if (this.#held === '') return;
    const { spans } = this.#redactor.automaton.find(this.#held);
    this.#emit(maskSpans(this.#held, spans));
    this.#held = '';
  }

  #push(text: string): void {
    const whole = this.#held + text;
    const { spans, pending } = this.#redactor.automaton.find(whole);
    if (pending === 0) {
      this.#held = '';
      this.#emit(maskSpans(whole, spans));
      return;
    }
    const cut = lastBreak(whole, whole.length - pending - 1) + 1;
    this.#held = whole.slice(cut);
    if (cut > 0) this.#emit(maskSpans(whole.slice(0, cut), spans));
  }

  #emit(text: string): void {
    this.#out(text.slice(0, -1).replaceAll(BREAK, '\n'));
  }
}

function lastBreak(text: string, before: number): number {
  if (before < 0) return -1;
  return Math.max(text.lastIndexOf('\n', before), text.lastIndexOf(BREAK, before));
}

/** Puts the mask over every span, once per line that it covers; line breaks stay. */
function maskSpans(text: string, spans: readonly number[]): string {
  if (spans.length === 0) return text;
  let result = '';
  let done = 0;
  for (let i = 0; i < spans.length; i += 2) {
    const from = Math.min(spans[i] ?? 0, text.length);
    const to = Math.min(spans[i + 1] ?? 0, text.length);
    result += text.slice(done, from);
    result += text.slice(from, to).replace(/[^\n\uffff]+/g, MASK);
    done = Math.max(done, to);
  }
  return result + text.slice(done);
}
