import type { StepSummary } from '../../language-worker/contract.ts';
import { filterTasks, useTaskView } from '../../stores/task-view-store.ts';
import { text as words } from '../../text/en.ts';
import { groupDigits } from '../../text/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import '../../ui/field.css';

/** Which tasks are shown: values and ranges of parameters, or an expression over them. */
export function TaskFilter({ step }: { readonly step: StepSummary }) {
  const text = useTaskView((state) => state.text);
  const result = useTaskView((state) => state.result);
  const busy = useTaskView((state) => state.busy);
  const error = result && 'error' in result ? result.error : undefined;
  const [first] = step.parameters;
  if (!first) return null;
  return (
    <div className="task-filter">
      <div className="task-filter-row">
        <input
          type="search"
          className="field mono"
          spellCheck={false}
          autoComplete="off"
          aria-label={words.tasks.filter}
          aria-invalid={error !== undefined}
          aria-describedby="task-filter-result"
          placeholder={words.tasks.filterHint(first.name, first.first)}
          title={words.tasks.filterHelp}
          value={text}
          onChange={(event) => filterTasks(event.target.value)}
        />
        {text !== '' && (
          <Button look="quiet" aria-label={words.tasks.unfilter} onClick={() => filterTasks('')}>
            <Icon name="close" size={12} />
          </Button>
        )}
        <span id="task-filter-result" role="status" className="task-filter-count numbers">
          {busy
            ? words.tasks.filtering
            : text !== '' &&
              result &&
              'count' in result &&
              words.tasks.found(groupDigits(result.count))}
        </span>
      </div>
      {error !== undefined && <p className="side-issue">{error}</p>}
    </div>
  );
}
