import { stringify } from 'yaml';

/**
 * Plain data as a YAML document of block style, for results that programs read. Never for a user's file:
 * those are edited in place.
 */
export function printYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}
