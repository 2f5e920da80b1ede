import { type Range, touches } from '../../text/range.ts';
import type { LanguageContext } from '../complete/completion.ts';
import type { LanguageDocument } from '../document.ts';
import { bundleScript } from './bundle-script.ts';
import { convertControl } from './convert-control.ts';
import { extractParameter } from './extract-parameter.ts';
import type { Fix } from './fix.ts';
import { inlineScript } from './inline-script.ts';
import { quickFixes, quoteBraces } from './quick-fixes.ts';

export { embedScript } from './bundle-script.ts';
export type { Fix } from './fix.ts';

/** What can be done at a place: mending findings that touch it, and refactorings. */
export function fixes(
  document: LanguageDocument,
  range: Range,
  context: LanguageContext = {},
): Fix[] {
  const here = document.diagnostics.filter(
    (each) => touches(each.range, range.start) || touches(range, each.range.start),
  );
  const found = [
    ...here.flatMap((diagnostic) => quickFixes(document, diagnostic)),
    ...convertControl(document, range),
    ...extractParameter(document, range),
    ...inlineScript(document, range),
    ...bundleScript(document, range, context),
  ];
  const quotes = found.some(({ title }) => title === 'Put it in quotes');
  const all =
    quotes || here.length === 0 ? found : [...quoteBraces(document, range.start), ...found];
  return all.filter((fix, index) => all.findIndex((each) => sameEdits(each, fix)) === index);
}

function sameEdits(left: Fix, right: Fix): boolean {
  return left.title === right.title && JSON.stringify(left.edits) === JSON.stringify(right.edits);
}
