import { inertText } from '../../../shared/text/inert.ts';
import { type SortBy, sortTasks, useTaskView } from '../../stores/task-view-store.ts';
import { text as words } from '../../text/en.ts';
import { GRID_HEADER } from '../../ui/grid-roles.ts';
import { Icon } from '../../ui/icons.tsx';

/** A column's name; a click sorts by it, another one the other way round, a third by the tasks' own order. */
export function TaskHeading({ name, by }: { readonly name: string; readonly by?: SortBy }) {
  const sort = useTaskView((state) => state.sort);
  const sorted = by !== undefined && sort !== undefined && isSame(sort.by, by) ? sort : undefined;
  const own = by === undefined && sort === undefined;
  const direction = sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none';
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a column's header, see the roles of a grid.
    <span {...GRID_HEADER} aria-sort={own ? 'ascending' : direction} className="cut">
      <button
        type="button"
        className="task-heading cut"
        title={words.tasks.sortBy(inertText(name))}
        onClick={() => {
          if (by === undefined || sorted?.descending) sortTasks(undefined);
          else sortTasks({ by, descending: sorted !== undefined });
        }}
      >
        {inertText(name)}
        {sorted && <Icon name={sorted.descending ? 'arrowDown' : 'up'} size={10} />}
      </button>
    </span>
  );
}

function isSame(a: SortBy, b: SortBy): boolean {
  return 'parameter' in a
    ? 'parameter' in b && a.parameter === b.parameter
    : 'measure' in b && a.measure === b.measure;
}
