import {
  type CST,
  type Document,
  Lexer,
  Parser,
  visit,
  YAMLParseError,
  Composer as YamlComposer,
} from 'yaml';
import type { Diagnostic } from '../text/diagnostic.ts';
import { Composer } from './compose.ts';
import { isTooDeep } from './depth.ts';
import { IncrementalParser } from './incremental.ts';
import { parseJson, tooDeep } from './json.ts';
import { DOCUMENT_LIMITS, exceedsBytes } from './limits.ts';
import type { Node, SourceText } from './nodes.ts';
import { fromParser, problem } from './problems.ts';

export interface ParseOptions {
  /** JSON is read strictly and its errors speak of JSON. Without a format either is right. */
  readonly format?: 'yaml' | 'json';
}

export interface ParsedDocument {
  readonly root?: Node;
  readonly diagnostics: readonly Diagnostic[];
  readonly text: string;
}

/** Scalars get their types here, not there: the parser is asked for text and positions only. */
const PARSER_OPTIONS = {
  version: '1.2',
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  stringKeys: false,
  logLevel: 'silent',
} as const;

/** The tags of the core schema, whose values {@link Composer} checks itself. */
const CORE_TAGS = ['int', 'float', 'bool', 'null'].map((name) => ({
  tag: `tag:yaml.org,2002:${name}`,
  default: false as const,
  resolve: (text: string) => text,
}));

/** Reads a document into positioned nodes. Never throws for what a file can hold. */
export function parseDocument(text: string, options: ParseOptions = {}): ParsedDocument {
  const refused = refuse(text, options.format === 'json' ? 'JSON' : 'YAML');
  if (refused !== undefined) return { diagnostics: [refused], text };
  const source: SourceText = { text };
  if (options.format === 'json') return { ...parseJson(source), text };
  if (options.format === undefined && /^\uFEFF?\s*[{[]/.test(text)) {
    // JSON under another name: read as what it is, tabs included, if it is right; else YAML says why not.
    const json = parseJson(source);
    if (json.diagnostics.length === 0) return { ...json, text };
  }
  return { ...incremental.parse(source), text };
}

/** Large documents are typed into: what a keystroke does not touch is not parsed again. */
const incremental = new IncrementalParser(parseYaml);

/** What is wrong with a file before its syntax is looked at. */
function refuse(text: string, format: string): Diagnostic | undefined {
  const start = { start: 0, end: Math.min(1, text.length) };
  if (exceedsBytes(text, DOCUMENT_LIMITS.bytes)) {
    return problem(
      'document-too-large',
      'The file is larger than 4 MiB. A template refers to data by paths; it does not hold it.',
      start,
    );
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    return problem(
      'document-binary',
      `This is not a text file: it holds a NUL character. Save the template as UTF-8 ${format}.`,
      { start: nul, end: nul + 1 },
    );
  }
  if (/^\uFEFF?\s*$/.test(text)) {
    return problem(
      'document-empty',
      'The file is empty. A template starts with "specificationVersion".',
      { start: 0, end: 0 },
    );
  }
  return undefined;
}

function parseYaml(source: SourceText): { root?: Node; diagnostics: Diagnostic[] } {
  const { text } = source;
  const tokens = tokensOf(text);
  if (tokens === undefined || tokens.some(isTooDeep)) {
    return { diagnostics: [problem('document-too-deep', tooDeep(), { start: 0, end: 1 })] };
  }
  const composer = new YamlComposer({
    ...PARSER_OPTIONS,
    customTags: (tags) => [...tags, ...CORE_TAGS],
  });
  const documents = [...composer.compose(tokens, true, text.length)] as Document.Parsed[];
  const [document, second] = documents;
  if (document === undefined) return { diagnostics: [] };
  const found = [...document.errors, ...document.warnings].map((error) => {
    const finding = fromParser(error, text);
    return error.message.startsWith('Missing closing') ? atQuote(document, finding, text) : finding;
  });
  if (second !== undefined) {
    const [start = 0, end = 0] = second.range ?? [];
    const error = new YAMLParseError([start, end], 'MULTIPLE_DOCS', '');
    found.push(fromParser(error, text));
  }
  const nodes = new Composer(source);
  const root = nodes.compose(document);
  const said = new Set(nodes.diagnostics.map(({ message }) => message));
  const diagnostics = [
    ...oneALine(found, text).filter(({ message }) => !said.has(message)),
    ...nodes.diagnostics,
  ];
  if (root === undefined || (root.kind === 'scalar' && root.type === 'null' && root.text === '')) {
    if (diagnostics.length === 0) {
      diagnostics.push(
        problem(
          'document-empty',
          'The file holds comments only. A template starts with "specificationVersion".',
          {
            start: 0,
            end: 0,
          },
        ),
      );
    }
    return { diagnostics };
  }
  return { root, diagnostics };
}

/** A quote that is never closed is told of where it opens: the parser does so at the end of the file. */
function atQuote(document: Document.Parsed, finding: Diagnostic, text: string): Diagnostic {
  let start = -1;
  visit(document, {
    Scalar(_, { range, type }) {
      const ends = range && range[0] < finding.range.start && finding.range.start <= range[2];
      if (ends && type?.startsWith('QUOTE')) start = range[0];
    },
  });
  if (start < 0) return finding;
  const line = text.indexOf('\n', start);
  return { ...finding, range: { start, end: line < 0 ? text.length : line } };
}

/** Where the parser stumbles it finds fault with the rest of the line too: the first finding says what to do. */
function oneALine(found: readonly Diagnostic[], text: string): Diagnostic[] {
  const sorted = found.toSorted((a, b) => a.range.start - b.range.start);
  return sorted.filter(({ range: { start } }, at) => {
    const before = sorted[at - 1]?.range.start;
    return before === undefined || text.slice(before, start).includes('\n');
  });
}

/** The parser's tokens; nothing when they nest so deep that parsing would take seconds. */
function tokensOf(text: string): CST.Token[] | undefined {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let brackets = 0;
  let dashes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '[' || lexeme === '{') brackets++;
    else if (lexeme === ']' || lexeme === '}') brackets--;
    else if (lexeme === '-') dashes++;
    else if (lexeme === '\n' || lexeme === '\r\n') dashes = 0;
    // Each dash of a line opens a list inside of the one before.
    if (brackets > DOCUMENT_LIMITS.depth || dashes > DOCUMENT_LIMITS.depth) return undefined;
    for (const token of parser.next(lexeme)) tokens.push(token);
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}
