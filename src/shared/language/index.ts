/**
 * The language service: what an editor asks about a template, over a text and offsets. It knows no editor; the
 * window's worker and the language server translate.
 */
export { type ChangedLine, changedLines } from './changed-lines.ts';
export * from './complete/index.ts';
export { type LanguageDocument, type OpenOptions, openDocument } from './document.ts';
export {
  type EmbeddedScript,
  embeddedScripts,
  SCRIPT_LANGUAGES,
  type ScriptLanguage,
} from './embedded-scripts.ts';
export { setInOrder } from './fixes/fix.ts';
export { embedScript, type Fix, fixes } from './fixes/index.ts';
export { folding } from './folding.ts';
export { hints } from './hints.ts';
export { type Hover, hover } from './hover.ts';
export { type Link, links, scriptsOf } from './links.ts';
export { type Location, locate } from './locate.ts';
export { definition, type Highlight, highlights, references } from './navigate.ts';
export { type OutlineKind, outline, type SymbolNode } from './outline.ts';
export { propertyOrder } from './property-order.ts';
export { type OtherFile, type Renaming, rename, renameable } from './rename.ts';
export { type SemanticToken, semanticTokens } from './semantic-tokens.ts';
export { type Signature, signatureHelp } from './signature.ts';
export type { SymbolKind } from './symbols/symbol.ts';
