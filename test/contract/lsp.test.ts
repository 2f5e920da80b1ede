import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

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

  it('links to the files of the bundle that a template names, environments among them', async () => {
    mkdirSync(join(folder, 'linked/environments'), { recursive: true });
    const files = ['scene #1?.txt', 'environments/tools.yaml', 'environments/enter.sh'];
    for (const name of files) writeFileSync(join(folder, 'linked', name), '');
    const linksOf = async (name: string, text: string) => {
      const own = pathToFileURL(join(folder, 'linked', name)).href;
      const textDocument = { uri: own, languageId: 'yaml', version: 1, text };
      editor.notify('textDocument/didOpen', { textDocument });
      const found = (await editor.request('textDocument/documentLink', {
        textDocument: { uri: own },
      })) as {
        target: string;
        range: Record<'start' | 'end', { line: number; character: number }>;
      }[];
      return found.map(({ target, range: { start, end } }) => [
        text.split('\n')[start.line]?.slice(start.character, end.character),
        fileURLToPath(target).slice(folder.length + 1),
      ]);
    };
    const template = `specificationVersion: jobtemplate-2023-09
name: Linked
parameterDefinitions:
  - { name: Scene, type: PATH, default: "scene #1?.txt" }
  - { name: Tools, type: PATH, default: environments/tools.yaml }
steps:
  - name: Nest
    script: { actions: { onRun: { command: openjd, args: [run, --environment, environments/tools.yaml, missing.yaml] } } }
`;
    expect(await linksOf('template.yaml', template)).toEqual([
      ['scene #1?.txt', 'linked/scene #1?.txt'],
      ['environments/tools.yaml', 'linked/environments/tools.yaml'],
      ['environments/tools.yaml', 'linked/environments/tools.yaml'],
    ]);
    const environment = `specificationVersion: environment-2023-09
environment:
  name: Tools
  script: { actions: { onEnter: { command: sh, args: [enter.sh] } } }
`;
    expect(await linksOf('environments/tools.yaml', environment)).toEqual([
      ['enter.sh', 'linked/environments/enter.sh'],
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

const SCRIPTED = `specificationVersion: jobtemplate-2023-09
name: Scripts
parameterDefinitions:
  - {name: Old, type: PATH, objectType: FILE, dataFlow: IN, default: scripts/old.sh}
steps:
  - name: Draw
    script:
      actions:
        onRun:
          command: bash
          args: ["{{Task.File.Draw}}", "{{Param.Old}}"]
      embeddedFiles:
        - name: Draw
          type: TEXT
          data: |
            echo drawing
`;

interface LineEdit {
  readonly range: Record<'start' | 'end', { readonly line: number; readonly character: number }>;
  readonly newText: string;
}

function applied(text: string, edits: readonly LineEdit[]): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: LineEdit['range']['start']) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, character);
  return edits
    .toSorted((left, right) => offset(right.range.start) - offset(left.range.start))
    .reduce(
      (now, { range, newText }) =>
        now.slice(0, offset(range.start)) + newText + now.slice(offset(range.end)),
      text,
    );
}

interface Action {
  readonly title: string;
  readonly edit: {
    readonly changes?: Record<string, LineEdit[]>;
    readonly documentChanges?: Record<string, unknown>[];
  };
}

describe('fixes that need a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jobwright-lsp-files-'));
  const uri = pathToFileURL(join(folder, 'template.yaml')).href;
  let editor: Editor;

  async function start(workspaceEdit: object): Promise<void> {
    mkdirSync(join(folder, 'scripts'), { recursive: true });
    writeFileSync(join(folder, 'scripts/old.sh'), 'echo old\n');
    writeFileSync(join(folder, 'template.yaml'), SCRIPTED);
    editor = new Editor();
    await editor.request('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: { workspace: { workspaceEdit } },
    });
    editor.notify('initialized', {});
    editor.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 7, text: SCRIPTED },
    });
  }

  const actionsAt = (needle: string) => {
    const before = SCRIPTED.slice(0, SCRIPTED.indexOf(needle)).split('\n');
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    return editor.request('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    }) as Promise<Action[]>;
  };

  afterEach(() => {
    editor.process.kill();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('make it where the editor can, before the template names it', async () => {
    await start({ documentChanges: true, resourceOperations: ['create'] });
    const action = (await actionsAt('echo drawing')).find(({ title }) => title.startsWith('Move'));
    const created = pathToFileURL(join(folder, 'scripts/Draw.sh')).href;
    const start0 = { line: 0, character: 0 };
    expect(action?.title).toBe('Move the script into scripts/Draw.sh');
    expect(action?.edit.documentChanges?.slice(0, 2)).toEqual([
      { kind: 'create', uri: created, options: { overwrite: false, ignoreIfExists: false } },
      {
        textDocument: { uri: created, version: null },
        edits: [{ range: { start: start0, end: start0 }, newText: 'echo drawing\n' }],
      },
    ]);
    expect(action?.edit.documentChanges?.[2]).toMatchObject({ textDocument: { uri, version: 7 } });
    const own = action?.edit.documentChanges?.[2] as { edits: LineEdit[] };
    const text = applied(SCRIPTED, own.edits);
    expect(text).toContain('args: ["{{Param.Draw}}", "{{Param.Old}}"]');
    expect(text).not.toContain('embeddedFiles');
  });

  it('are not offered where the editor makes none', async () => {
    await start({ documentChanges: true });
    expect((await actionsAt('echo drawing')).map(({ title }) => title)).not.toContain(
      'Move the script into scripts/Draw.sh',
    );
  });

  it('bring a file of the bundle back into the template, as it is in the editor', async () => {
    await start({});
    const embed = async () =>
      (await actionsAt('{{Param.Old}}')).find(
        ({ title }) => title === 'Embed scripts/old.sh into the template',
      );
    expect(JSON.stringify((await embed())?.edit.changes?.[uri])).toContain('echo old');
    editor.notify('textDocument/didOpen', {
      textDocument: {
        uri: pathToFileURL(join(folder, 'scripts/old.sh')).href,
        languageId: 'shellscript',
        version: 1,
        text: 'echo newer\n',
      },
    });
    const newer = applied(SCRIPTED, (await embed())?.edit.changes?.[uri] ?? []);
    expect(newer).toContain('echo newer');
    expect(newer).toContain('args: ["{{Task.File.Draw}}", "{{Task.File.old}}"]');
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
  it.skipIf(!hasNeovim())(
    'finds problems, completes, and moves a script into a file',
    { timeout: 30_000 },
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'jobwright-nvim-'));
      const file = join(folder, 'template.yaml');
      const result = join(folder, 'result.json');
      writeFileSync(file, TEMPLATE);
      mkdirSync(join(folder, 'scripted', 'scripts'), { recursive: true });
      writeFileSync(join(folder, 'scripted', 'template.yaml'), SCRIPTED);
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
-- A fix that makes a file, as this editor applies it.
vim.cmd('edit ' .. ${JSON.stringify(join(folder, 'scripted', 'template.yaml'))})
vim.lsp.buf_attach_client(0, id)
local where = { line = 15, character = 14 }
local asked = { textDocument = vim.lsp.util.make_text_document_params(), range = { start = where, ['end'] = where }, context = { diagnostics = {} } }
local moved = ''
for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/codeAction', asked, 5000) or {}) do
  for _, action in ipairs(answer.result or {}) do
    if action.title:find('^Move the script') then
      vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
      vim.cmd('wall')
      moved = action.title
    end
  end
end
vim.cmd('edit ' .. ${JSON.stringify(file)})
local messages = vim.tbl_map(function(each) return each.message end, vim.diagnostic.get(0))
local out = io.open(${JSON.stringify(result)}, 'w')
out:write(vim.fn.json_encode({ messages = messages, hover = hover, completed = completed, moved = moved }))
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
      expect(found.moved).toBe('Move the script into scripts/Draw.sh');
      // This editor ends a file with a line break of its own.
      expect(readFileSync(join(folder, 'scripted/scripts/Draw.sh'), 'utf8')).toMatch(
        /^echo drawing\n+$/,
      );
      const scripted = readFileSync(join(folder, 'scripted/template.yaml'), 'utf8');
      expect(scripted).toContain('args: ["{{Param.Draw}}", "{{Param.Old}}"]');
      expect(scripted).not.toContain('embeddedFiles');
      rmSync(folder, { recursive: true, force: true });
    },
  );
});
