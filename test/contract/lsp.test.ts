import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'src/main/hosts/cli/main.ts');

interface Message {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { code: number; message: string };
}

/** An editor's end of the protocol: messages with their length before them, over a process's streams. */
class Editor {
  readonly process: ChildProcess;
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #heard: Message[] = [];
  #listeners: ((message: Message) => void)[] = [];
  #bytes = Buffer.alloc(0);
  #next = 1;

  constructor() {
    this.process = spawn(process.execPath, [program, 'lsp', '--stdio'], { cwd: tmpdir() });
    this.process.stdout?.on('data', (chunk: Buffer) => this.#receive(chunk));
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  async request(method: string, params: unknown): Promise<unknown> {
    const id = this.#next++;
    const answer = new Promise<Message>((resolve) => this.#waiting.set(id, resolve));
    this.#send({ id, method, params });
    const { result, error } = await answer;
    if (error !== undefined) throw new Error(error.message);
    return result;
  }

  /** The next message of a kind that fits, also one that came already. */
  heard(method: string, fits: (params: never) => boolean): Promise<unknown> {
    const is = (each: Message): boolean => each.method === method && fits(each.params as never);
    const early = this.#heard.find(is);
    if (early !== undefined) return Promise.resolve(early.params);
    return new Promise((resolve) => {
      this.#listeners.push((each) => is(each) && resolve(each.params));
    });
  }

  #send(message: Message): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.process.stdin?.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin?.write(body);
  }

  #receive(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    for (;;) {
      const head = this.#bytes.indexOf('\r\n\r\n');
      const length = /Content-Length: (\d+)/.exec(
        this.#bytes.toString('latin1', 0, Math.max(0, head)),
      )?.[1];
      if (head < 0 || length === undefined) return;
      const end = head + 4 + Number(length);
      if (this.#bytes.length < end) return;
      const message = JSON.parse(this.#bytes.toString('utf8', head + 4, end)) as Message;
      this.#bytes = this.#bytes.subarray(end);
      if (message.id !== undefined && message.method === undefined)
        this.#waiting.get(message.id)?.(message);
      else {
        this.#heard.push(message);
        for (const listener of this.#listeners) listener(message);
      }
    }
  }
}

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: "Job of {{Param.Frames}}"
parameterDefinitions:
  - name: Frames
    type: STRING
    default: "1-3"
steps:
  - name: Render
    parameterSpace:
      taskParameterDefinitions:
        - {name: Frame, type: INT, range: "{{Param.Frames}}"}
    script:
      actions:
        onRun:
          command: bash
          args: ["-c", "echo \\"{{Task.Param.Frame}}\\" {{Param.Framse}}"]
`;

describe('jobwright lsp --stdio', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jobwright-lsp-'));
  const uri = pathToFileURL(join(folder, 'template.yaml')).href;
  const editor = new Editor();

  const at = (needle: string, shift = 0): { line: number; character: number } => {
    const before = TEMPLATE.slice(0, TEMPLATE.indexOf(needle) + shift).split('\n');
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  };
  const place = (needle: string, shift = 0) => ({
    textDocument: { uri },
    position: at(needle, shift),
  });

  beforeAll(async () => {
    writeFileSync(join(folder, 'template.yaml'), TEMPLATE);
    writeFileSync(
      join(folder, 'parameter_values.yaml'),
      'parameterValues:\n- name: Frames # mine\n  value: "1-9"\n',
    );
    const result = (await editor.request('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    })) as {
      serverInfo: { name: string };
    };
    expect(result.serverInfo.name).toBe('jobwright');
    editor.notify('initialized', {});
    editor.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text: TEMPLATE },
    });
  });

  afterAll(() => {
    editor.process.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says what is wrong, inside of an escaped text', async () => {
    const heard = (await editor.heard('textDocument/publishDiagnostics', () => true)) as {
      diagnostics: { code: string; range: unknown; message: string }[];
    };
    expect(heard.diagnostics.filter(({ code }) => code === 'unknown-name')).toEqual([
      {
        code: 'unknown-name',
        message: "There is no value named 'Param.Framse' here. Did you mean 'Param.Frames'?",
        range: { start: at('Param.Framse'), end: at('Param.Framse', 12) },
        severity: 1,
        source: 'jobwright',
      },
    ]);
  });

  it('completes', async () => {
    const items = (await editor.request('textDocument/completion', place('{{Task.Param', 7))) as {
      label: string;
      textEdit: unknown;
    }[];
    expect(items.map(({ label, textEdit }) => ({ label, textEdit }))).toEqual([
      {
        label: 'Task.Param.Frame',
        textEdit: {
          newText: 'Task.Param.Frame',
          range: { start: at('Task.Param.Frame'), end: at('Task.Param.Frame', 16) },
        },
      },
      {
        label: 'Task.RawParam.Frame',
        textEdit: {
          newText: 'Task.RawParam.Frame',
          range: { start: at('Task.Param.Frame'), end: at('Task.Param.Frame', 16) },
        },
      },
    ]);
  });

  it('hovers, with the default as the value', async () => {
    const result = (await editor.request('textDocument/hover', place('{{Param.Frames', 9))) as {
      contents: { value: string };
    };
    expect(result.contents.value).toBe(
      '**Param.Frames**: `string`\n\nSTRING parameter.\n\nValue: `1-3`\n\n_Template Schemas §2_',
    );
  });

  it('finds the definition', async () => {
    expect(await editor.request('textDocument/definition', place('{{Param.Frames', 9))).toEqual([
      { uri, range: { start: at('name: Frames', 6), end: at('name: Frames', 12) } },
    ]);
  });

  it('renames in all files of the bundle', async () => {
    const result = (await editor.request('textDocument/rename', {
      ...place('name: Frames', 7),
      newName: 'Range',
    })) as { changes: Record<string, { range: unknown; newText: string }[]> };
    expect(Object.keys(result.changes).sort()).toEqual(
      [uri, pathToFileURL(join(folder, 'parameter_values.yaml')).href].sort(),
    );
    expect(result.changes[uri]).toHaveLength(3);
    expect(result.changes[pathToFileURL(join(folder, 'parameter_values.yaml')).href]).toEqual([
      {
        range: { start: { line: 1, character: 8 }, end: { line: 1, character: 14 } },
        newText: 'Range',
      },
    ]);
  });

  it('refuses a name that cannot be', async () => {
    await expect(
      editor.request('textDocument/rename', { ...place('name: Frames', 7), newName: 'a b' }),
    ).rejects.toThrow(
      '"a b" is no identifier: letters, digits and "_", not starting with a digit.',
    );
  });

  it('mends', async () => {
    const range = { start: at('Param.Framse', 2), end: at('Param.Framse', 2) };
    const actions = (await editor.request('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    })) as { title: string; edit: unknown }[];
    expect(actions[0]).toEqual({
      title: 'Change to Param.Frames',
      kind: 'quickfix',
      isPreferred: true,
      diagnostics: [],
      edit: {
        changes: {
          [uri]: [
            {
              range: { start: at('Param.Framse'), end: at('Param.Framse', 12) },
              newText: 'Param.Frames',
            },
          ],
        },
      },
    });
  });

  it('answers everything else that it promises', async () => {
    const symbols = (await editor.request('textDocument/documentSymbol', {
      textDocument: { uri },
    })) as { name: string }[];
    expect(symbols.map(({ name }) => name)).toEqual(['Frames', 'Render']);
    expect(
      await editor.request('textDocument/references', {
        ...place('{{Param.Frames', 9),
        context: { includeDeclaration: true },
      }),
    ).toHaveLength(3);
    expect(
      await editor.request('textDocument/documentHighlight', place('{{Param.Frames', 9)),
    ).toHaveLength(3);
    expect(
      await editor.request('textDocument/foldingRange', { textDocument: { uri } }),
    ).not.toHaveLength(0);
    expect(await editor.request('textDocument/documentLink', { textDocument: { uri } })).toEqual(
      [],
    );
    expect(
      await editor.request('textDocument/semanticTokens/full', { textDocument: { uri } }),
    ).toHaveProperty('data');
    expect(
      await editor.request('textDocument/prepareRename', place('{{Param.Frames', 9)),
    ).toHaveProperty('placeholder', 'Frames');
    expect(await editor.request('textDocument/signatureHelp', place('echo', 1))).toBeNull();
  });

  it('follows changes', async () => {
    const range = { start: at('Param.Framse'), end: at('Param.Framse', 12) };
    editor.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range, text: 'Param.Frames' }],
    });
    const heard = (await editor.heard(
      'textDocument/publishDiagnostics',
      ({ version }: { version: number }) => version === 2,
    )) as {
      diagnostics: { severity: number }[];
    };
    expect(heard.diagnostics.filter(({ severity }) => severity === 1)).toEqual([]);
  });

  it('leaves when it is told to', async () => {
    const ended = new Promise((resolve) => editor.process.on('exit', resolve));
    await editor.request('shutdown', null);
    editor.notify('exit', null);
    expect(await ended).toBe(0);
  });
});

function hasNeovim(): boolean {
  try {
    execFileSync('nvim', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('in Neovim', () => {
  // Debian: `apt install neovim`. Without it there is no editor to try.
  it.skipIf(!hasNeovim())('finds problems and completes', { timeout: 30_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'jobwright-nvim-'));
    const file = join(folder, 'template.yaml');
    const result = join(folder, 'result.json');
    writeFileSync(file, TEMPLATE);
    const script = join(folder, 'try.lua');
    writeFileSync(
      script,
      `local id = vim.lsp.start_client({ name = 'jobwright', cmd = { ${[process.execPath, program, 'lsp', '--stdio'].map((part) => JSON.stringify(part)).join(', ')} }, root_dir = ${JSON.stringify(folder)} })
vim.lsp.buf_attach_client(0, id)
vim.wait(15000, function() return #vim.diagnostic.get(0) > 0 end, 50)
local params = { textDocument = vim.lsp.util.make_text_document_params(), position = { line = 1, character = 18 } }
local answers = vim.lsp.buf_request_sync(0, 'textDocument/hover', params, 5000)
local hover = ''
for _, answer in pairs(answers or {}) do hover = answer.result and answer.result.contents.value or hover end
local completed = {}
params.position.character = 16
for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/completion', params, 5000) or {}) do
  for _, item in ipairs(answer.result or {}) do table.insert(completed, item.label) end
end
local messages = vim.tbl_map(function(each) return each.message end, vim.diagnostic.get(0))
local out = io.open(${JSON.stringify(result)}, 'w')
out:write(vim.fn.json_encode({ messages = messages, hover = hover, completed = completed }))
out:close()
vim.cmd('qa!')
`,
    );
    execFileSync('nvim', ['--headless', '--clean', file, '-c', `luafile ${script}`], {
      timeout: 25_000,
    });
    const found = JSON.parse(readFileSync(result, 'utf8')) as Record<string, string | string[]>;
    expect(found.messages).toContain(
      "There is no value named 'Param.Framse' here. Did you mean 'Param.Frames'?",
    );
    expect(found.hover).toContain('**Param.Frames**: `string`');
    expect(found.completed).toEqual(['Param.Frames', 'RawParam.Frames']);
    rmSync(folder, { recursive: true, force: true });
  });
});
