import type { Place } from './places.ts';

/** What the outline and the graph show of a template. */

export interface OutlineItem {
  readonly name: string;
  /** A type for a parameter, a scope for an environment. */
  readonly detail: string;
  readonly place: Place;
}

export interface Outline {
  readonly steps: readonly OutlineItem[];
  readonly parameters: readonly OutlineItem[];
  readonly environments: readonly OutlineItem[];
  readonly scripts: readonly OutlineScript[];
  readonly actions: readonly OutlineAction[];
}

/** An action of a step's or an environment's script, and the line where it says what it runs. */
export interface OutlineAction {
  readonly step?: string;
  readonly environment?: string;
  readonly name: string;
  readonly line: number;
}

/** An embedded file and where each of its lines stands in the template. */
export interface OutlineScript {
  readonly step?: string;
  readonly environment?: string;
  readonly name: string;
  /** Lines of the template, counted from 1; at most the first few thousand. */
  readonly lines: readonly number[];
}

/** A step as the graph draws it, whether its job can be built or not. */
export interface GraphStep {
  readonly name: string;
  /** Its place in the list of steps. */
  readonly index: number;
  readonly line: number;
  readonly dependencies: readonly string[];
  readonly environments: readonly string[];
}
