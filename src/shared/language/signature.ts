import { functionLibrary } from '../expr/index.ts';
import type { LanguageDocument } from './document.ts';
import { locate } from './locate.ts';

export interface Signature {
  readonly label: string;
  readonly documentation: string;
  readonly parameters: readonly { readonly label: string; readonly documentation?: string }[];
  /** Which parameter is being written. */
  readonly active: number;
}

/** The signature of the call around an offset: of its overloads the first with as many parameters. */
export function signatureHelp(document: LanguageDocument, offset: number): Signature | undefined {
  const cursor = locate(document, offset).expression;
  if (cursor === undefined || !document.extensions.has('EXPR')) return undefined;
  const call = callAround(cursor.source.slice(cursor.start, cursor.offset));
  if (call === undefined) return undefined;
  const entry = functionLibrary.find(
    ({ name, kind }) => name === call.name && (kind === 'function' || kind === 'method'),
  );
  if (entry === undefined) return undefined;
  // Called as a method, the first parameter stands before the dot.
  const active = call.commas + (call.isMethod ? 1 : 0);
  const all = entry.signatures.map((label) => ({ label, parameters: parametersOf(label) }));
  const best = all.find(({ parameters }) => parameters.length > active) ?? all[0];
  if (best === undefined) return undefined;
  return {
    label: best.label,
    documentation: entry.summary,
    parameters: best.parameters.map((label) => ({ label })),
    active: Math.min(active, Math.max(0, best.parameters.length - 1)),
  };
}

function parametersOf(signature: string): string[] {
  const list = /^[^(]*\((.*)\) -> /.exec(signature)?.[1] ?? '';
  return list === '' ? [] : list.split(/,\s*(?![^[]*\])/);
}

interface Call {
  readonly name: string;
  readonly commas: number;
  readonly isMethod: boolean;
}

/** The innermost call that is still open at the end of a text. */
function callAround(text: string): Call | undefined {
  const open: { at: number; commas: number; isCall: boolean }[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] ?? '';
    if (unit === '"' || unit === "'") {
      const end = text.indexOf(unit, at + 1);
      if (end < 0) break;
      at = end;
    } else if (unit === '(' || unit === '[') open.push({ at, commas: 0, isCall: unit === '(' });
    else if (unit === ')' || unit === ']') open.pop();
    else if (unit === ',') {
      const last = open.at(-1);
      if (last !== undefined) last.commas++;
    }
  }
  for (const { at, commas, isCall } of open.toReversed()) {
    const name = /([A-Za-z_]\w*)\s*$/.exec(text.slice(0, at));
    if (!isCall || name === null) continue;
    return { name: name[1] ?? '', commas, isMethod: text[name.index - 1] === '.' };
  }
  return undefined;
}
