import type { ActionRecord } from '../../shared/protocol/run.ts';

interface Span {
  readonly first: number;
  readonly end: number;
  readonly record: ActionRecord;
  /** How far this span or any before it reaches. */
  reach: number;
}

/** The places that actions of one step took, to find those of a place without looking at all of them. */
export class ActionSpans {
  readonly #spans: readonly Span[];

  constructor(records: Iterable<ActionRecord>) {
    const spans = Array.from(records, (record) => {
      const first = Number(record.taskIndex);
      const end = first + (record.tasks ?? 1);
      return { first, end, record, reach: end };
    }).sort((a, b) => a.first - b.first);
    let reach = 0;
    for (const span of spans) {
      reach = Math.max(reach, span.end);
      span.reach = reach;
    }
    this.#spans = spans;
  }

  /** The newest action of any of these places. */
  newest(first: number, end: number): ActionRecord | undefined {
    let newest: ActionRecord | undefined;
    for (let at = this.#before(end) - 1; at >= 0; at--) {
      const span = this.#spans[at] as Span;
      if (span.reach <= first) break;
      if (span.end > first && (!newest || span.record.id > newest.id)) newest = span.record;
    }
    return newest;
  }

  /** How many begin before a place. */
  #before(place: number): number {
    let [low, high] = [0, this.#spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#spans[middle] as Span).first < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
