import type { PathKind } from '../../../shared/model/bundle/asset-references.ts';
import type { NewAsset, NewValue } from '../../../shared/model/bundle/write.ts';
import type { FormValues } from './form.ts';
import type { Problem } from './places.ts';
import type { TextParams } from './texts.ts';

/** The other files of a bundle whose content is known. */

/** Files of a bundle whose content is known: environment templates, values, references of assets. */
export type CheckedFileKind = 'environment' | 'values' | 'assets';

export interface FileCheckParams extends TextParams {
  /** By its name in the bundle. */
  readonly path: string;
  readonly kind: CheckedFileKind;
  /** What there is at the paths that it names. */
  readonly found?: ReadonlyMap<string, PathKind>;
}

export interface FileCheck {
  readonly problems: readonly Problem[];
  /** The paths that it names, in their lists. */
  readonly assets: readonly NewAsset[];
  /** The values that it gives, the farm's own among them. */
  readonly values: FormValues;
}

/** Another file of the bundle with these values or paths in it; everything else stays. */
export interface FileWriteParams extends TextParams {
  readonly values?: readonly NewValue[];
  readonly assets?: readonly NewAsset[];
}
