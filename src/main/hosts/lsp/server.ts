import {
  CodeActionKind,
  type Connection,
  createConnection,
  DocumentHighlightKind,
  type InitializeResult,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import * as language from '../../../shared/language/index.ts';
import type { Range } from '../../../shared/text/range.ts';
import { VERSION } from '../../version.ts';
import { BundleContext, uriInBundle } from './bundle-context.ts';
import { isTemplate, OpenDocuments } from './open-documents.ts';
import { linesOf, toEdits, toOffset, toPosition, toRange } from './positions.ts';
import { TOKEN_TYPES, toCompletion, toDiagnostic, toSymbol, toTokenData } from './translate.ts';

/** While somebody types, findings wait for a pause. */
const PAUSE_MS = 150;

/** The language service as a server of the Language Server Protocol 3.17. */
class LanguageServer {
  readonly #connection: Connection;
  readonly #sources = new TextDocuments(TextDocument);
  readonly #documents = new OpenDocuments();
  readonly #bundle = new BundleContext();
  /** The editor can make files as part of an edit. */
  #createsFiles = false;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.onInitialize(({ capabilities }) => {
      // Who makes files takes document changes, also where it does not say so (Neovim).
      const { resourceOperations = [] } = capabilities.workspace?.workspaceEdit ?? {};
      this.#createsFiles = resourceOperations.includes('create');
      return CAPABILITIES;
    });
    this.#sources.onDidChangeContent(({ document }) => this.#later(document));
    this.#sources.onDidClose(({ document }) => this.#close(document.uri));
    this.#asks();
    this.#changes();
    this.#sources.listen(connection);
  }

  /** Runs `answer` for a document that is open and a template. */
  #with<T>(uri: string, answer: (document: language.LanguageDocument) => T): T | null {
    const source = this.#sources.get(uri);
    return source === undefined || !isTemplate(source) ? null : answer(this.#documents.get(source));
  }

  #asks(): void {
    const connection = this.#connection;
    connection.onCompletion(({ textDocument: { uri }, position }) =>
      this.#with(uri, (document) => {
        const context = this.#bundle.contextOf(uri, document);
        const found = language.complete(document, toOffset(document, position), context);
        return found.map((each) => toCompletion(document, each));
      }),
    );
    connection.onHover(({ textDocument: { uri }, position }) =>
      this.#with(uri, (document) => {
        const context = this.#bundle.contextOf(uri, document);
        const found = language.hover(document, toOffset(document, position), context);
        if (found === undefined) return null;
        const contents = { kind: 'markdown' as const, value: found.markdown };
        return { contents, range: toRange(document.lines, found.range) };
      }),
    );
    connection.onSignatureHelp(({ textDocument: { uri }, position }) =>
      this.#with(uri, (document) => {
        const found = language.signatureHelp(document, toOffset(document, position));
        if (found === undefined) return null;
        const { label, documentation, parameters, active } = found;
        const signature = {
          label,
          documentation,
          parameters: parameters.map((each) => ({ ...each })),
        };
        return { signatures: [signature], activeSignature: 0, activeParameter: active };
      }),
    );
    connection.onDocumentSymbol(({ textDocument: { uri } }) =>
      this.#with(uri, (document) =>
        language.outline(document).map((each) => toSymbol(document, each)),
      ),
    );
    connection.onFoldingRanges(({ textDocument: { uri } }) =>
      this.#with(uri, (document) =>
        language.folding(document).map(({ start, end }) => ({
          startLine: toPosition(document.lines, start).line,
          endLine: toPosition(document.lines, end).line,
        })),
      ),
    );
    connection.onDocumentLinks(({ textDocument: { uri } }) =>
      this.#with(uri, (document) =>
        language
          .links(document, this.#bundle.contextOf(uri, document))
          .map(({ range, target }) => ({
            range: toRange(document.lines, range),
            target: addressOf(target, uri),
          })),
      ),
    );
    connection.languages.semanticTokens.on(({ textDocument: { uri } }) => ({
      data:
        this.#with(uri, (document) => toTokenData(document, language.semanticTokens(document))) ??
        [],
    }));
    this.#navigation();
  }

  #navigation(): void {
    const connection = this.#connection;
    connection.onDefinition(({ textDocument: { uri }, position }) =>
      this.#with(uri, (document) =>
        language
          .definition(document, toOffset(document, position))
          .map(({ range }) => ({ uri, range: toRange(document.lines, range) })),
      ),
    );
    connection.onReferences(({ textDocument: { uri }, position }) =>
      this.#with(uri, (document) =>
        language
          .references(document, toOffset(document, position))
          .map((range) => ({ uri, range: toRange(document.lines, range) })),
      ),
    );
    connection.onDocumentHighlight(({ textDocument: { uri }, position }) =>
      this.#with(uri, (document) =>
        language.highlights(document, toOffset(document, position)).map(({ range, kind }) => ({
          range: toRange(document.lines, range),
          kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
        })),
      ),
    );
  }

  #changes(): void {
    const connection = this.#connection;
    connection.onPrepareRename(({ textDocument: { uri }, position }) =>
      this.#with(uri, (document) => {
        const found = language.renameable(document, toOffset(document, position));
        if (found === undefined) return null;
        return { range: toRange(document.lines, found.range), placeholder: found.name };
      }),
    );
    connection.onRenameRequest(({ textDocument: { uri }, position, newName }) =>
      this.#with(uri, (document) => {
        const others = this.#bundle.othersOf(uri).map((other) => {
          // What is open in the editor counts, not what is on disk.
          const open = this.#sources.get(other.uri);
          return open === undefined ? other : { ...other, text: open.getText() };
        });
        const result = language.rename(document, toOffset(document, position), newName, others);
        if ('problem' in result) throw new ResponseError(REQUEST_FAILED, result.problem);
        const changes: Record<string, ReturnType<typeof toEdits>> = {};
        for (const [path, edits] of Object.entries(result.edits)) {
          const other = others.find((each) => each.path === path);
          changes[other?.uri ?? uri] = toEdits(
            other === undefined ? document.lines : linesOf(other.text),
            edits,
          );
        }
        return { changes };
      }),
    );
    connection.onCodeAction(({ textDocument: { uri }, range, context }) =>
      this.#with(uri, (document) => {
        const place = {
          start: toOffset(document, range.start),
          end: toOffset(document, range.end),
        };
        return language
          .fixes(document, place, this.#bundle.contextOf(uri, document))
          .flatMap((fix) => {
            const edit = this.#editOf(uri, document, place, fix);
            if (edit === undefined) return [];
            const { title, kind, diagnosticCode, preferred } = fix;
            return {
              title,
              kind: kind === 'quickfix' ? CodeActionKind.QuickFix : CodeActionKind.Refactor,
              ...(preferred === true ? { isPreferred: true } : {}),
              diagnostics: context.diagnostics.filter(({ code }) => code === diagnosticCode),
              edit,
            };
          });
      }),
    );
  }

  /** What a fix changes; undefined where it needs a file that the editor cannot make or that has no text. */
  #editOf(
    uri: string,
    document: language.LanguageDocument,
    place: Range,
    fix: language.Fix,
  ): WorkspaceEdit | undefined {
    if (fix.creates !== undefined) {
      const created = this.#createsFiles ? uriInBundle(uri, fix.creates.path) : undefined;
      if (created === undefined) return undefined;
      const start = { line: 0, character: 0 };
      const version = this.#sources.get(uri)?.version ?? null;
      return {
        // The file comes first: the template must not name what is not there.
        documentChanges: [
          { kind: 'create', uri: created, options: { overwrite: false, ignoreIfExists: false } },
          {
            textDocument: { uri: created, version: null },
            edits: [{ range: { start, end: start }, newText: fix.creates.text }],
          },
          { textDocument: { uri, version }, edits: toEdits(document.lines, fix.edits) },
        ],
      };
    }
    let { edits } = fix;
    if (fix.reads !== undefined) {
      const other = uriInBundle(uri, fix.reads);
      // What is open in the editor counts, not what is on disk.
      const open = other === undefined ? undefined : this.#sources.get(other)?.getText();
      const text = open ?? this.#bundle.textOf(uri, fix.reads);
      edits = text === undefined ? [] : language.embedScript(document, place, fix.reads, text);
      if (edits.length === 0) return undefined;
    }
    return { changes: { [uri]: toEdits(document.lines, edits) } };
  }

  #later(source: TextDocument): void {
    clearTimeout(this.#timers.get(source.uri));
    this.#timers.set(
      source.uri,
      setTimeout(() => this.#publish(source.uri), PAUSE_MS),
    );
  }

  #publish(uri: string): void {
    const source = this.#sources.get(uri);
    if (source === undefined) return;
    const diagnostics = this.#with(uri, (document) => [
      ...document.diagnostics.map((each) => toDiagnostic(document, each)),
      ...language
        .hints(document, this.#bundle.contextOf(uri, document))
        .map((each) => toDiagnostic(document, each)),
    ]);
    void this.#connection.sendDiagnostics({
      uri,
      version: source.version,
      diagnostics: diagnostics ?? [],
    });
  }

  #close(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
    this.#documents.close(uri);
    void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }
}

/** Where a link of a document leads: an address, or a file whose name may hold "#" and "?". */
function addressOf(target: string, uri: string): string {
  if (/^[a-z]+:/.test(target)) return target;
  return new URL(target.split('/').map(encodeURIComponent).join('/'), uri).href;
}

/** LSP 3.17: a request that failed although it was right. */
const REQUEST_FAILED = -32803;

const CAPABILITIES: InitializeResult = {
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    completionProvider: { triggerCharacters: ['.', '{', ' ', '"', '-'] },
    hoverProvider: true,
    signatureHelpProvider: { triggerCharacters: ['(', ','] },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    documentLinkProvider: {},
    renameProvider: { prepareProvider: true },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor] },
    semanticTokensProvider: { legend: { tokenTypes: TOKEN_TYPES, tokenModifiers: [] }, full: true },
  },
  serverInfo: { name: 'jobwright', version: VERSION },
};

/** Serves one editor over the standard streams until it leaves. */
export function serveStdio(): void {
  const connection = createConnection(process.stdin, process.stdout);
  new LanguageServer(connection);
  connection.listen();
}
