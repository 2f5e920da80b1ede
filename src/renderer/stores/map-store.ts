import { create } from 'zustand';

interface MapAxes {
  /** The step that the choice is about; another one begins anew. */
  readonly step: string | undefined;
  readonly x?: string;
  readonly y?: string;
  readonly colour: 'state' | 'time';
}

export const NO_AXES: MapAxes = { step: undefined, colour: 'state' };

/** Which parameters the map of tasks has across and down, and what its colours mean. */
export const useMapAxes = create<MapAxes>()(() => NO_AXES);

export function chooseAxes(step: string, change: Partial<Omit<MapAxes, 'step'>>): void {
  const now = useMapAxes.getState();
  const before = now.step === step ? now : NO_AXES;
  useMapAxes.setState({ ...before, ...change, step }, true);
}
