import type { LanguageDocument } from '../../shared/language/index.ts';
import { objectOf, schemaAt } from '../../shared/language/schema-at.ts';
import type { PathSegment } from '../../shared/text/diagnostic.ts';
import {
  applyEdits,
  duplicateItem,
  EditRefused,
  insertItem,
  moveItem,
  removeAt,
  renameKey,
  setValue,
  type TextEdit,
} from '../../shared/yaml/edit/index.ts';
import type { Node } from '../../shared/yaml/index.ts';
import type { EditAnswer, EditCommand } from './contract.ts';
import { openedDocument } from './documents.ts';
import { nameOfCopy, takenNames } from './free-names.ts';
import { nodeAt } from './node-at.ts';
import { copyItems, type InsertText, insertText, pasteItems, writeText } from './paste-command.ts';
import { nameOf } from './pasted-text.ts';
import { requireAmounts } from './require-command.ts';
import {
  addDependency,
  newStep,
  placesOfSteps,
  removeDependency,
  removeSteps,
} from './step-commands.ts';

type Path = readonly PathSegment[];

/** Makes the edits of a command, or says why it cannot be done; the text is not touched. */
export function runCommand(
  text: string,
  format: 'yaml' | 'json',
  command: EditCommand,
): EditAnswer {
  const batches: TextEdit[][] = [];
  let now = text;
  try {
    const first = openedDocument(text, format);
    if (first.isBroken || first.root === undefined)
      return { refused: 'The template cannot be read right now. Mend its text first.' };
    for (const each of expand(first, command)) {
      const edits = edit(openedDocument(now, format), each);
      if (edits.length === 0) continue;
      batches.push(edits);
      now = applyEdits(now, edits);
    }
    return { batches };
  } catch (error) {
    if (error instanceof EditRefused) return { refused: error.message };
    throw error;
  }
}

/** Commands about steps as commands about places; places are those after the commands before. */
function expand(
  document: LanguageDocument,
  command: EditCommand,
): readonly (EditCommand | InsertText)[] {
  switch (command.kind) {
    case 'add-dependency':
      return addDependency(document, command.step, command.on);
    case 'remove-dependency':
      return removeDependency(document, command.step, command.on);
    case 'add-step':
      return newStep(document, command.name, command.after);
    case 'remove-steps':
      return removeSteps(document, command.steps);
    case 'duplicate-steps':
      return duplicateSteps(document, command.steps);
    case 'duplicate':
      return duplicateNamed(document, command);
    case 'paste':
      return pasteItems(document, command.path, command.index, command.text, command.foreign);
    case 'require':
      return requireAmounts(document, command.step, command.amounts);
    default:
      return [command];
  }
}

/** Copies behind the last of them, with names that are free. */
function duplicateSteps(
  document: LanguageDocument,
  names: readonly string[],
): readonly (EditCommand | InsertText)[] {
  const places = placesOfSteps(document, names);
  const text = copyItems(document, ['steps'], places);
  return pasteItems(document, ['steps'], (places.at(-1) ?? 0) + 1, text);
}

/** A copy right behind its item; what has a name gets one that is free, as names must differ. */
function duplicateNamed(
  document: LanguageDocument,
  command: EditCommand & { readonly kind: 'duplicate' },
): readonly EditCommand[] {
  const { path, index } = command;
  const item = nodeAt(document.root, [...path, index]);
  const name = item && nameOf(item);
  if (name === undefined) return [command];
  const value = nameOfCopy(name, takenNames(document, path));
  return [command, { kind: 'set', path: [...path, index + 1, 'name'], value }];
}

function edit(document: LanguageDocument, command: EditCommand | InsertText): TextEdit[] {
  switch (command.kind) {
    case 'set':
      return setValue(document, command.path, command.value, {
        orderOf: (path) => orderOf(document, path),
      });
    case 'remove':
      return removeAt(document, command.prune ? pruned(document.root, command.path) : command.path);
    case 'insert':
      return insertItem(document, command.path, command.index, command.value);
    case 'insert-text':
      return insertText(document, command);
    case 'move':
      return moveItem(document, command.path, command.from, command.to);
    case 'duplicate':
      return duplicateItem(document, command.path, command.index);
    case 'rename-key':
      return renameKey(document, command.path, command.key);
    case 'write':
      return writeText(document, command.path, command.text);
    default:
      return [];
  }
}

/** The order in which the schema lists the properties of what stands at a path. */
function orderOf(document: LanguageDocument, path: Path): readonly string[] {
  const place = schemaAt(document, path);
  const object = place && objectOf(place.value, nodeAt(document.root, path));
  return object === undefined ? [] : Object.keys(object.properties);
}

/** The outermost place that would hold nothing else but what stands at `path`. */
function pruned(root: Node | undefined, path: Path): Path {
  let at = path;
  while (at.length > 1) {
    const parent = nodeAt(root, at.slice(0, -1));
    const size =
      parent?.kind === 'seq'
        ? parent.items.length
        : parent?.kind === 'map'
          ? parent.entries.length
          : 2;
    // An item of a list stays, even empty: which one it is matters.
    if (size > 1 || typeof at.at(-2) === 'number') return at;
    at = at.slice(0, -1);
  }
  return at;
}
