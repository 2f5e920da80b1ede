import { type Directive, mayHoldDirective, parseDirective } from './directives.ts';
import { LineSplitter } from './line-splitter.ts';
import { MASK, RedactionStream, type Redactor } from './redactor.ts';

/** One letter a line for what it is, as in the log store: output, a directive in it, or nearly one. */
type OutputKind = 'o' | 'd' | 'm';

interface OutputSink {
  /** Lines for the log, joined by `\n`, free of secrets. */
  log(kind: OutputKind, text: string): void;
  directive(directive: Directive): void;
}

/**
 * From the bytes a process writes to the lines of its log: lines are made, directives are found, secrets
 * are masked. Stretches of ordinary lines pass through as one text, which is what makes it quick.
 */
export class ActionOutput {
  readonly #redactor: Redactor;
  readonly #sink: OutputSink;
  readonly #splitter: LineSplitter;
  readonly #stream: RedactionStream;

  constructor(redactor: Redactor, sink: OutputSink) {
    this.#redactor = redactor;
    this.#sink = sink;
    this.#stream = new RedactionStream(redactor, (text) => sink.log('o', text));
    this.#splitter = new LineSplitter({
      lines: (text) => this.#lines(text),
      piece: (text) => this.#stream.piece(text),
      overwritten: (text) => this.#overwritten(text),
    });
  }

  push(chunk: Buffer): void {
    this.#splitter.push(chunk);
  }

  /** The unfinished last line, as far as it may be shown. */
  live(): string | undefined {
    const text = this.#splitter.live();
    if (text === undefined || /^\s*openjd_/i.test(text)) return undefined;
    return this.#stream.preview(text);
  }

  /** The process is gone: what it wrote without a line break is its last line. */
  end(): void {
    this.#splitter.end();
    this.#stream.flush();
  }

  #lines(text: string): void {
    if (!mayHoldDirective(text)) {
      this.#stream.lines(text);
      return;
    }
    let ordinary: string[] = [];
    for (const line of text.split('\n')) {
      const directive = parseDirective(line);
      if (directive === undefined) {
        ordinary.push(line);
        continue;
      }
      if (ordinary.length > 0) this.#stream.lines(ordinary.join('\n'));
      ordinary = [];
      this.#stream.flush();
      this.#apply(line, directive);
    }
    if (ordinary.length > 0) this.#stream.lines(ordinary.join('\n'));
  }

  /** A state that a carriage return took back is not logged, but a directive in it counts. */
  #overwritten(text: string): void {
    const directive = parseDirective(text);
    if (directive !== undefined) this.#apply(text, directive);
  }

  #apply(line: string, directive: Directive): void {
    if (directive.kind === 'redacted-env') {
      this.#redactor.add(directive.value);
      this.#redactor.add(directive.written);
      this.#sink.log('d', `openjd_redacted_env: ${directive.name}=${MASK}`);
    } else if (directive.kind === 'malformed' && directive.secret !== undefined) {
      this.#redactor.add(directive.secret);
      this.#sink.log('m', `${line.slice(0, line.indexOf('=') + 1)}${MASK}`);
    } else {
      this.#sink.log(directive.kind === 'malformed' ? 'm' : 'd', this.#redactor.mask(line));
    }
    this.#sink.directive(directive);
  }
}
