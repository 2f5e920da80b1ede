import type { SpaceNode } from './task-space.ts';
import type { TaskParameterValue } from './types.ts';

/** One factor of the outermost product, and the index it stands at. */
interface Wheel {
  readonly node: SpaceNode;
  readonly length: number;
  index: number;
}

/**
 * Walks through a space in order. Only the factors that change from one task to the next are looked up,
 * and they count in plain numbers, which is what makes millions of tasks a second possible.
 */
export class Odometer {
  readonly values: TaskParameterValue[];
  readonly #wheels: readonly Wheel[];

  constructor(root: SpaceNode, from: bigint, slots: number) {
    this.values = new Array<TaskParameterValue>(slots);
    const factors = root.kind === 'product' ? root.parts : [root];
    const wheels: Wheel[] = [];
    let rest = from;
    for (const node of factors.toReversed()) {
      // A factor of more than 2⁵³ values is never walked to its end, so the rounding does not matter.
      wheels.unshift({ node, length: Number(node.length), index: Number(rest % node.length) });
      turn(node, rest % node.length, this.values);
      rest /= node.length;
    }
    this.#wheels = wheels;
  }

  /** Goes to the next task; false behind the last one. */
  advance(): boolean {
    for (let i = this.#wheels.length - 1; i >= 0; i--) {
      const wheel = this.#wheels[i] as Wheel;
      wheel.index++;
      const over = wheel.index >= wheel.length;
      if (over) wheel.index = 0;
      turn(wheel.node, wheel.index, this.values);
      if (!over) return true;
    }
    return false;
  }
}

function turn(node: SpaceNode, index: bigint | number, values: TaskParameterValue[]): void {
  if (node.kind === 'axis') {
    values[node.slot] = node.axis.at(index);
    return;
  }
  if (node.kind === 'association') {
    for (const part of node.parts) turn(part, index, values);
    return;
  }
  let rest = BigInt(index);
  for (let i = node.parts.length - 1; i >= 0; i--) {
    const part = node.parts[i] as SpaceNode;
    turn(part, rest % part.length, values);
    rest /= part.length;
  }
}
