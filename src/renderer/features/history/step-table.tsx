import { useMemo } from 'react';
import type { ActionRecord, RunRecord } from '../../../shared/protocol/run.ts';
import { inertText } from '../../../shared/text/inert.ts';
import { text as words } from '../../text/en.ts';
import { bytes, duration, groupDigits } from '../../text/numbers.ts';
import { measureSteps, suggestRequirements } from './task-rows.ts';

/** Steps of a run: how many tasks went well, what one took, what a farm would have to offer for it. */
export function StepTable({
  run,
  actions,
}: {
  readonly run: RunRecord;
  readonly actions: readonly ActionRecord[] | undefined;
}) {
  const measures = useMemo(
    () => new Map(measureSteps(actions ?? []).map((measure) => [measure.step, measure])),
    [actions],
  );
  const suggestions = run.steps.flatMap((step) => {
    const measure = measures.get(step.name);
    const suggestion = measure && suggestRequirements(measure);
    return suggestion === undefined ? [] : [{ step: step.name, suggestion }];
  });
  return (
    <>
      <table className="step-table numbers">
        <thead>
          <tr>
            <th scope="col">{words.history.step}</th>
            <th scope="col">{words.history.done}</th>
            <th scope="col">{words.history.failed}</th>
            <th scope="col">{words.history.mean}</th>
            <th scope="col">{words.history.longest}</th>
            <th scope="col">{words.tasks.peak}</th>
          </tr>
        </thead>
        <tbody>
          {run.steps.map((step) => {
            const measure = measures.get(step.name);
            return (
              <tr key={step.name}>
                <th scope="row" className="cut" title={inertText(step.name)}>
                  {inertText(step.name)}
                </th>
                <td>
                  {groupDigits(step.succeeded)}/{groupDigits(step.total)}
                </td>
                <td className={step.failed > 0 ? 'failed-text' : 'dim'}>
                  {groupDigits(step.failed)}
                </td>
                <td>{measure && duration(measure.mean)}</td>
                <td>{measure && duration(measure.longest)}</td>
                <td>{measure?.peakMemory !== undefined && bytes(measure.peakMemory)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {suggestions.length > 0 && (
        <details className="run-suggestion">
          <summary>{words.history.suggestion}</summary>
          {suggestions.map(({ step, suggestion }) => (
            <div key={step}>
              <p className="dim">{inertText(step)}</p>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
              <pre className="mono scroll" tabIndex={0}>
                {suggestion}
              </pre>
            </div>
          ))}
        </details>
      )}
    </>
  );
}
