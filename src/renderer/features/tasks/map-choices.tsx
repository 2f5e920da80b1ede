import type { StepSummary, TaskMap } from '../../language-worker/contract.ts';
import { chooseAxes, NO_AXES, useMapAxes } from '../../stores/map-store.ts';
import { text as words } from '../../text/en.ts';
import { MenuButton } from '../../ui/menu.tsx';

/** Which two parameters the map has, and what its colours say. */
export function MapChoices({
  step,
  map,
}: {
  readonly step: StepSummary;
  readonly map: TaskMap | null;
}) {
  const axes = useMapAxes((state) => (state.step === step.name ? state : NO_AXES));
  const shown = axes.colour === 'time' ? words.tasks.byTime : words.tasks.byState;
  const x = map?.x.name;
  const y = map?.y?.name;
  const entry = (axis: 'x' | 'y', name: string) => ({
    id: `${axis} ${name}`,
    label: name,
    chosen: name === (axis === 'x' ? x : y),
    action: () => {
      // Choosing what the other axis has changes both places.
      if (axis === 'x') chooseAxes(step.name, { x: name, ...(name === y && x ? { y: x } : {}) });
      else chooseAxes(step.name, { y: name, ...(name === x && y ? { x: y } : {}) });
    },
  });
  const colour = (kind: 'state' | 'time', label: string) => ({
    id: kind,
    label,
    chosen: axes.colour === kind,
    action: () => chooseAxes(step.name, { colour: kind }),
  });
  return (
    <MenuButton
      label={words.tasks.mapChoices(shown)}
      look="quiet task-map-choices"
      groups={[
        ...(step.parameters.length < 2
          ? []
          : [
              {
                id: 'x',
                title: words.tasks.across,
                entries: step.parameters.map(({ name }) => entry('x', name)),
              },
              {
                id: 'y',
                title: words.tasks.downwards,
                entries: step.parameters.map(({ name }) => entry('y', name)),
              },
            ]),
        {
          id: 'colour',
          title: words.tasks.colour,
          entries: [colour('state', words.tasks.byState), colour('time', words.tasks.byTime)],
        },
      ]}
    >
      {shown}
    </MenuButton>
  );
}
