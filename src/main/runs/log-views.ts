import type { LogFilter, LogTarget } from '../../shared/protocol/log.ts';
import type { ActionRecord } from '../../shared/protocol/run.ts';
import type { LogView, ViewAction } from './log-view.ts';

/** Views that are kept at a time: those that a few panes show, and a few more to go back to. */
const KEPT = 8;

/** Actions asked for at once. */
const PAGE = 5000;

/** True for a filter that leaves anything out. */
export function isFiltering(filter: LogFilter | undefined): filter is LogFilter {
  return filter !== undefined && (filter.text !== '' || filter.kinds !== '');
}

/** The views that were looked at last. */
export class LogViews {
  readonly #views = new Map<string, { readonly runId: string; readonly view: LogView }>();

  get({ runId, actionId, session, filter }: LogTarget, make: () => LogView): LogView {
    const key = JSON.stringify([
      runId,
      actionId,
      session,
      isFiltering(filter) ? [filter.text, filter.matchCase, filter.kinds] : null,
    ]);
    const view = this.#views.get(key)?.view ?? make();
    this.#views.delete(key);
    this.#views.set(key, { runId, view });
    const oldest = this.#views.keys().next().value;
    if (this.#views.size > KEPT && oldest !== undefined) this.#views.delete(oldest);
    return view;
  }

  forget(runId: string): void {
    for (const [key, entry] of this.#views) if (entry.runId === runId) this.#views.delete(key);
  }
}

/** The actions of a run that belong to a view; each is asked for once, however often the view grows. */
export class ViewActions {
  readonly #read: (from: number, count: number) => readonly ActionRecord[];
  readonly #writing: (id: number) => boolean;
  readonly #session: number | undefined;
  readonly #single: boolean;
  readonly #known: { id: number; session: number; over: boolean }[] = [];
  #seen = 0;

  constructor(
    read: (from: number, count: number) => readonly ActionRecord[],
    writing: (id: number) => boolean,
    only: { actionId?: number | undefined; session?: number | undefined },
  ) {
    this.#read = read;
    this.#writing = writing;
    this.#session = only.session;
    if (only.actionId !== undefined)
      this.#known.push({ id: only.actionId, session: 0, over: false });
    this.#single = only.actionId !== undefined;
  }

  now(): readonly ViewAction[] {
    while (!this.#single) {
      const page = this.#read(this.#seen, PAGE);
      for (const action of page) {
        if (this.#session !== undefined && action.session !== this.#session) continue;
        this.#known.push({ id: action.id, session: action.session, over: false });
      }
      this.#seen += page.length;
      if (page.length < PAGE) break;
    }
    for (const action of this.#known) if (!action.over) action.over = !this.#writing(action.id);
    return this.#known.map((action) => ({ ...action }));
  }
}
