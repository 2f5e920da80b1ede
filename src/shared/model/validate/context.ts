import type { Allowance } from '../../expr/index.ts';
import type { Range } from '../../text/range.ts';
import { entryOf, type MapNode } from '../../yaml/index.ts';
import type { Collector } from '../collector.ts';
import type { Extension } from '../extensions.ts';
import type { Limits } from '../limits.ts';
import type { FarmProfile } from '../profile.ts';

/** What every validation pass is given besides the template. */
export interface ValidationContext {
  readonly collector: Collector;
  readonly extensions: ReadonlySet<Extension>;
  readonly limits: Limits;
  readonly profile?: FarmProfile;
  readonly used: Set<Extension>;
  /** What all expressions of the template may take while it is checked. */
  readonly allowance: Allowance;
  /** Names that format strings referred to, for the hints about what nothing uses. */
  readonly references: Set<string>;
}

/** Where a property's key stands. */
export function rangeOfKey(node: MapNode, key: string): Range {
  return entryOf(node, key)?.key.range ?? node.entries[0]?.key.range ?? node.range;
}
