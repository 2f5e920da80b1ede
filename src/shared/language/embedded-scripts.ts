import type { ScriptDefinition } from '../model/index.ts';
import type { Range } from '../text/range.ts';
import { type ScalarNode, sourceRange } from '../yaml/index.ts';
import type { LanguageDocument } from './document.ts';
import { scriptsOf } from './links.ts';

export const SCRIPT_LANGUAGES = ['shell', 'python', 'javascript', 'powershell', 'bat'] as const;
export type ScriptLanguage = (typeof SCRIPT_LANGUAGES)[number];

/** A script that stands in the template line by line, as `data: |` has it. */
export interface EmbeddedScript {
  readonly language: ScriptLanguage;
  /** From the start of its first line to the end of its last one. */
  readonly range: Range;
  /** Columns at the start of each line that are YAML's. */
  readonly indent: number;
}

const ENDINGS: readonly (readonly [RegExp, ScriptLanguage])[] = [
  [/\.(?:sh|bash|zsh|ksh)$/i, 'shell'],
  [/\.pyw?$/i, 'python'],
  [/\.[cm]?js$/i, 'javascript'],
  [/\.ps1$/i, 'powershell'],
  [/\.(?:bat|cmd)$/i, 'bat'],
];
const PROGRAMS: readonly (readonly [RegExp, ScriptLanguage])[] = [
  [/^(?:ba|da|k|z)?sh$/i, 'shell'],
  [/^(?:python[\d.]*|hython|mayapy)$/i, 'python'],
  [/^node$/i, 'javascript'],
  [/^(?:powershell|pwsh)$/i, 'powershell'],
  [/^cmd$/i, 'bat'],
];

/** The scripts of a document whose language is known: by the file's name, its first line, or who runs it. */
export function embeddedScripts(document: LanguageDocument): readonly EmbeddedScript[] {
  return document.fact('scripts', () =>
    scriptsOf(document)
      .flatMap((script) =>
        script.embeddedFiles.flatMap((file) => {
          const node = file.data?.node;
          if (node === undefined) return [];
          const language =
            byTable(ENDINGS, file.filename?.value) ??
            byTable(PROGRAMS, interpreterOf(node.text)) ??
            runnerLanguage(script, file.name);
          const place = language && blockOf(document, node);
          return language && place ? [{ language, ...place }] : [];
        }),
      )
      .toSorted((left, right) => left.range.start - right.range.start),
  );
}

function byTable(
  table: readonly (readonly [RegExp, ScriptLanguage])[],
  name: string | undefined,
): ScriptLanguage | undefined {
  return name === undefined ? undefined : table.find(([pattern]) => pattern.test(name))?.[1];
}

/** The program of `#!/usr/bin/env python3` or `#!/bin/sh`. */
function interpreterOf(text: string): string | undefined {
  return /^#!\s*(?:\S*\/)?(?:env\s+(?:-\S+\s+)*)?(?:\S*\/)?([^\s/]+)/.exec(text)?.[1];
}

/** The language of an embedded file by the command of the action that is given it. */
export function runnerLanguage(
  { actions }: ScriptDefinition,
  name: string,
): ScriptLanguage | undefined {
  const reference = `File.${name}`;
  const action = Object.values(actions).find(({ args }) =>
    args.some(({ node }) => node.text.includes(reference)),
  );
  const command = action?.command?.format.source.replace(/^.*[/\\]/, '').replace(/\.exe$/i, '');
  return byTable(PROGRAMS, command);
}

/** Only a literal block keeps the lines of the script as they are. */
function blockOf(
  { text, lines }: LanguageDocument,
  node: ScalarNode,
): { range: Range; indent: number } | undefined {
  if (node.style !== 'literal' || node.text.trim() === '') return undefined;
  const { start, end } = sourceRange(node, 0, node.text.trimEnd().length);
  const lineStart = lines.lineStart(lines.positionAt(start).line);
  // Blank lines at the start of the block have no indentation to go by.
  const indent = /^ */.exec(text.slice(lineStart, start))?.[0].length ?? 0;
  return lineStart + indent === start ? { range: { start: lineStart, end }, indent } : undefined;
}
