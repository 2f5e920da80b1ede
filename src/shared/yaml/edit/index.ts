/**
 * Changes of a document's text that are as small as can be: bytes outside of what is edited stay, comments, quotes,
 * indentation, line ends and anchors included. What cannot be done that way is refused with a reason.
 */
export { insertItemLines, itemsAsLines, itemText } from './copy-item.ts';
export type { EditDocument, Path, PlainInput } from './document.ts';
export { insertItem } from './insert.ts';
export { duplicateItem, moveItem } from './move.ts';
export { EditRefused, type EditResult, type RefusalCode, tryEdit } from './refusal.ts';
export { removeAt } from './remove.ts';
export { renameKey } from './rename-key.ts';
export { type SetOptions, setValue } from './set-value.ts';
export { applyEdits, invertEdits, type TextEdit } from './text-edit.ts';
