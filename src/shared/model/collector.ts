import type { ExprIssue } from '../expr/index.ts';
import type { Diagnostic, PathSegment, PlainData, Severity } from '../text/diagnostic.ts';
import type { Range } from '../text/range.ts';
import { type ScalarNode, sourceRange } from '../yaml/index.ts';

/**
 * The way to a value, as a list linked from its end: most values have nothing wrong with them, so paths
 * are written out for diagnostics only.
 */
export interface Place {
  readonly parent: Place | undefined;
  readonly segment: PathSegment;
}

export function within(parent: Place | undefined, segment: PathSegment): Place {
  return { parent, segment };
}

export function pathOf(place: Place | undefined): PathSegment[] {
  const path: PathSegment[] = [];
  for (let at = place; at !== undefined; at = at.parent) path.push(at.segment);
  return path.reverse();
}

type Data = Readonly<Record<string, PlainData>>;

/** Where all findings about a template go. Nothing stops at the first. */
export class Collector {
  readonly #diagnostics: Diagnostic[] = [];
  #errors = 0;

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  get hasErrors(): boolean {
    return this.#errors > 0;
  }

  error(code: string, message: string, range: Range, place: Place | undefined, data?: Data): void {
    this.#add('error', code, message, range, place, data);
  }

  warning(
    code: string,
    message: string,
    range: Range,
    place: Place | undefined,
    data?: Data,
  ): void {
    this.#add('warning', code, message, range, place, data);
  }

  hint(code: string, message: string, range: Range, place: Place | undefined, data?: Data): void {
    this.#add('hint', code, message, range, place, data);
  }

  /** An issue of the expression language, whose offsets are those of the scalar's decoded text. */
  issue(issue: ExprIssue, node: ScalarNode, place: Place | undefined): void {
    const range = sourceRange(node, issue.start, issue.end);
    this.error(issue.code, issue.message, range, place, issue.data);
  }

  addAll(diagnostics: Iterable<Diagnostic>): void {
    for (const diagnostic of diagnostics) {
      if (diagnostic.severity === 'error') this.#errors++;
      this.#diagnostics.push(diagnostic);
    }
  }

  #add(
    severity: Severity,
    code: string,
    message: string,
    range: Range,
    place: Place | undefined,
    data?: Data,
  ): void {
    if (severity === 'error') this.#errors++;
    const path = pathOf(place);
    this.#diagnostics.push({ code, severity, message, range, path, ...(data ? { data } : {}) });
  }
}
