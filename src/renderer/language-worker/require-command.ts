import type { LanguageDocument } from '../../shared/language/index.ts';
import { EditRefused } from '../../shared/yaml/edit/index.ts';
import { entryOf, type Node } from '../../shared/yaml/index.ts';
import type { EditCommand, RequiredAmount } from './contract.ts';
import { stepsOf } from './step-commands.ts';

/**
 * Least amounts of a step's host requirements (§3.3.1) as changes of places: what is there stays, an amount
 * of the same name gets the new minimum, the others are added behind.
 */
export function requireAmounts(
  document: LanguageDocument,
  step: string,
  amounts: readonly RequiredAmount[],
): readonly EditCommand[] {
  const at = stepsOf(document).findIndex((one) => one.name === step);
  if (at < 0) throw new EditRefused('no-such-value', `There is no step ${step}.`);
  const steps = property(document.root, 'steps');
  const requirements = property(
    steps?.kind === 'seq' ? steps.items[at] : undefined,
    'hostRequirements',
  );
  const path = ['steps', at, 'hostRequirements'];
  const value = amounts.map(({ name, min }) => ({ name, min }));
  if (requirements?.kind !== 'map') return [{ kind: 'set', path, value: { amounts: value } }];
  const list = property(requirements, 'amounts');
  if (list?.kind !== 'seq' || list.items.length === 0)
    return [{ kind: 'set', path: [...path, 'amounts'], value }];
  const commands: EditCommand[] = [];
  let added = list.items.length;
  for (const amount of value) {
    const known = list.items.findIndex((item) => isNamed(item, amount.name));
    if (known < 0) {
      commands.push({ kind: 'insert', path: [...path, 'amounts'], index: added++, value: amount });
      continue;
    }
    const max = Number(textOf(property(list.items[known], 'max')) ?? Number.NaN);
    if (max < amount.min)
      throw new EditRefused(
        'key-exists',
        `${step} asks for at most ${max} of ${amount.name}, which is less than the ${amount.min} that were measured.`,
      );
    if (textOf(property(list.items[known], 'min')) !== String(amount.min))
      commands.push({ kind: 'set', path: [...path, 'amounts', known, 'min'], value: amount.min });
  }
  return commands;
}

/** Names of capabilities are compared without regard to case (§3.3.1.1). */
function isNamed(item: Node | undefined, name: string): boolean {
  return textOf(property(item, 'name'))?.toLowerCase() === name.toLowerCase();
}

function property(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'map' ? entryOf(node, key)?.value : undefined;
}

function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}
