import { valueToText } from '../../shared/expr/index.ts';
import {
  type Job,
  parameterScope,
  queryTasks,
  type Step,
  type TaskView,
} from '../../shared/model/index.ts';
import type { QueryParams, QueryResult, TaskRow } from './contract.ts';

/** So long the worker goes on with a query before it looks whether something else is asked. */
const TURN_MILLISECONDS = 12;

let newest = 0;
let shown: { readonly step: Step; readonly view: TaskView } | undefined;

/** Filters and sorts in turns: what is asked meanwhile is answered, a newer query ends this one. */
export async function runQuery(
  job: Job,
  step: Step,
  { text, parameter, keys, descending }: QueryParams,
  pathFormat: 'POSIX' | 'WINDOWS',
): Promise<QueryResult | null> {
  const question = ++newest;
  const by = keys ? { keys } : parameter === undefined ? undefined : { parameter };
  const work = queryTasks(step.space, {
    text,
    ...(by ? { order: { by, descending } } : {}),
    scope: parameterScope(job.parameters),
    pathFormat,
  });
  let until = performance.now() + TURN_MILLISECONDS;
  for (;;) {
    const { done, value } = work.next();
    if (done) {
      if ('error' in value) return { error: value.error };
      shown = { step, view: value };
      return { count: String(value.count) };
    }
    if (performance.now() < until) continue;
    await nextTurn();
    if (question !== newest) return null;
    until = performance.now() + TURN_MILLISECONDS;
  }
}

export function queryRows(from: bigint, count: number): TaskRow[] {
  if (!shown) return [];
  const { step, view } = shown;
  const rows: TaskRow[] = [];
  for (let row = from; row < from + BigInt(count) && row < view.count; row++) {
    const index = view.at(row);
    const values = [...step.space.at(index).values()].map(({ value }) => valueToText(value));
    rows.push({ index: String(index), values });
  }
  return rows;
}

let channel: MessageChannel | undefined;
const waiting: (() => void)[] = [];

/** After the messages that are here by now; a timer would wait 4 ms each time. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (!channel) {
      channel = new MessageChannel();
      channel.port1.onmessage = () => waiting.shift()?.();
    }
    waiting.push(resolve);
    channel.port2.postMessage(undefined);
  });
}
