import type { FormParameter } from '../../language-worker/contract.ts';

export interface Group {
  readonly label: string;
  readonly parameters: readonly FormParameter[];
}

/**
 * Groups in the order in which they first appear; the job's own without a group come first. What a layered
 * environment asks for comes behind what the job does, under the environment's name unless it has a group.
 */
export function parameterGroups(parameters: readonly FormParameter[]): Group[] {
  const found = new Map<string, FormParameter[]>();
  const ownFirst = [
    ...parameters.filter(({ from }) => from === undefined),
    ...parameters.filter(({ from }) => from !== undefined),
  ];
  for (const parameter of ownFirst) {
    const label = parameter.group ?? nameOf(parameter.from);
    const group = found.get(label);
    if (group) group.push(parameter);
    else found.set(label, [parameter]);
  }
  return [...found]
    .map(([label, members]) => ({ label, parameters: members }))
    .sort((a, b) => Number(a.label !== '') - Number(b.label !== ''));
}

/** A file's name without folders and ending. */
function nameOf(path: string | undefined): string {
  return (path ?? '').replace(/^.*[/\\]/, '').replace(/\.(?:ya?ml|json)$/i, '');
}
