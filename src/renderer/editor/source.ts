import type { ChangedLine } from '../../shared/language/index.ts';
import type { TextEdit } from '../../shared/yaml/edit/text-edit.ts';
import type {
  LanguageMethod,
  LanguageParams,
  LanguageResult,
  OtherText,
} from '../language-worker/contract.ts';

import { ModelPlaces } from './model-text.ts';

/** What the editor's language features ask: the text of record and the worker that knows the language. */
export interface LanguageSource {
  text(): string;
  format(): 'yaml' | 'json';
  /** Files of the bundle, relative to the template. */
  files(): readonly string[];
  /** Other files of the bundle that name parameters. */
  others(): Promise<readonly OtherText[]>;
  /** Writes changes of other files; false when that was declined or failed. */
  changeOthers(
    files: readonly OtherText[],
    edits: Readonly<Record<string, readonly TextEdit[]>>,
  ): Promise<boolean>;
  /** A new file of the bundle, or why it could not be made. */
  createFile(path: string, text: string): Promise<boolean>;
  readFile(path: string): Promise<string | undefined>;
  /** Changes the text as one step of the history. */
  change(edits: readonly TextEdit[]): void;
  /** Shows what a rename would change; false when it was declined. */
  confirm(renaming: {
    readonly from: string;
    readonly to: string;
    readonly files: readonly { readonly path: string; readonly lines: readonly ChangedLine[] }[];
  }): Promise<boolean>;
  call<M extends LanguageMethod>(method: M, params: LanguageParams<M>): Promise<LanguageResult<M>>;
}

/** The source of what an editor shows: each file has its own. */
export type Sources = (model: { readonly id: string }) => LanguageSource;

/** A place as the worker takes it. */
export function at(source: LanguageSource, line: number, column: number) {
  const text = source.text();
  const places = new ModelPlaces(text);
  return {
    places,
    params: {
      text,
      format: source.format(),
      offset: places.offset(line, column),
      files: source.files(),
    },
  };
}
