/** Texts that are asked about. */

export interface TextParams {
  readonly text: string;
  readonly format: 'yaml' | 'json';
}

/** Another file of the bundle. */
export interface OtherText {
  readonly path: string;
  readonly text: string;
}

/** A place in a text that may be newer than what was checked last. */
export interface AtParams extends TextParams {
  readonly offset: number;
  readonly files?: readonly string[];
}
