import * as afterTexts from './en/after.ts';
import * as authoringTexts from './en/authoring.ts';
import * as beforeTexts from './en/before.ts';
import * as elsewhereTexts from './en/elsewhere.ts';
import * as filesTexts from './en/files.ts';
import * as logTexts from './en/log.ts';
import * as parametersTexts from './en/parameters.ts';
import * as signaturesTexts from './en/signatures.ts';
import * as startTexts from './en/start.ts';
import * as whileTexts from './en/while.ts';
import * as windowTexts from './en/window.ts';

/** Every text of the window, by the part of it that shows them. A second language is a second folder of this shape. */
export const text = {
  ...windowTexts,
  ...startTexts,
  ...signaturesTexts,
  ...filesTexts,
  ...authoringTexts,
  ...parametersTexts,
  ...elsewhereTexts,
  ...beforeTexts,
  ...logTexts,
  ...whileTexts,
  ...afterTexts,
};
