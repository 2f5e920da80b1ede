import type { PathSegment } from '../../../shared/text/diagnostic.ts';
import type { PlainInput, TextEdit } from '../../../shared/yaml/edit/index.ts';

/** The document as a tree, and its changes. */

/** The document as the form walks it: plain data, each node with its place. */
export type TreeNode =
  | {
      readonly kind: 'scalar';
      readonly text: string;
      readonly type: 'string' | 'int' | 'float' | 'bool' | 'null';
      readonly start: number;
      readonly end: number;
      readonly line: number;
      readonly alias?: true;
    }
  | {
      readonly kind: 'map';
      readonly entries: readonly { readonly key: string; readonly value: TreeNode }[];
      readonly start: number;
      readonly end: number;
      readonly line: number;
      readonly alias?: true;
    }
  | {
      readonly kind: 'seq';
      readonly items: readonly TreeNode[];
      readonly start: number;
      readonly end: number;
      readonly line: number;
      readonly alias?: true;
    };

export interface TreeResult {
  /** Undefined while the text cannot be read. */
  readonly root?: TreeNode;
  readonly kind: 'job' | 'environment';
  readonly text: string;
}

/** A change of the document by place, made from any view as a minimal change of its text. */
export type EditCommand =
  | { readonly kind: 'set'; readonly path: EditPath; readonly value: PlainInput }
  /** `prune`: a list or mapping that becomes empty goes too. */
  | { readonly kind: 'remove'; readonly path: EditPath; readonly prune?: boolean }
  | {
      readonly kind: 'insert';
      readonly path: EditPath;
      readonly index: number;
      readonly value: PlainInput;
    }
  | { readonly kind: 'move'; readonly path: EditPath; readonly from: number; readonly to: number }
  | { readonly kind: 'duplicate'; readonly path: EditPath; readonly index: number }
  /** Puts a text of the user's own in the place of a value, as it is. */
  | { readonly kind: 'write'; readonly path: EditPath; readonly text: string }
  /**
   * Adds what a copied text says to a list, with a name that is free. `foreign`: it was not copied from here, and must
   * be what the list is of.
   */
  | {
      readonly kind: 'paste';
      readonly path: EditPath;
      readonly index: number;
      readonly text: string;
      readonly foreign?: true;
    }
  | { readonly kind: 'rename-key'; readonly path: EditPath; readonly key: string }
  | { readonly kind: 'add-dependency'; readonly step: string; readonly on: string }
  | { readonly kind: 'remove-dependency'; readonly step: string; readonly on: string }
  | { readonly kind: 'add-step'; readonly name: string; readonly after?: string }
  | { readonly kind: 'remove-steps'; readonly steps: readonly string[] }
  | { readonly kind: 'duplicate-steps'; readonly steps: readonly string[] }
  | {
      readonly kind: 'require';
      readonly step: string;
      readonly amounts: readonly RequiredAmount[];
    };

/** The least of something that a host must have. */
export interface RequiredAmount {
  readonly name: string;
  readonly min: number;
}

export type EditPath = readonly PathSegment[];

export interface EditParams {
  readonly text: string;
  readonly format: 'yaml' | 'json';
  readonly command: EditCommand;
}

/** Edits one after the other, each over the text that the one before left; or why there are none. */
export type EditAnswer =
  | { readonly batches: readonly (readonly TextEdit[])[] }
  | { readonly refused: string };
