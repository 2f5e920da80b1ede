import { open, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { findTemplate } from '../../../services/directories.ts';
import { decodeUtf8 } from '../../../services/text-files.ts';
import { fail } from '../exit.ts';

/** More is read of no template: the language core refuses it by its size before it parses. */
const READ_AT_MOST = 4 * 1024 * 1024 + 1;

export interface TemplateSource {
  /** As it is named in messages: what the user typed. */
  readonly name: string;
  readonly path: string;
  readonly directory: string;
  readonly text: string;
  readonly format: 'yaml' | 'json';
  /** The file's size; `text` holds at most 4 MiB of it. */
  readonly bytes: number;
}

/**
 * Reads a template: a file, a bundle's folder, or `-` for standard input. Ends the command with 1 and a
 * message when there is nothing to read.
 */
export async function readTemplate(path: string): Promise<TemplateSource> {
  if (path === '-') return readStandardInput();
  const info = await stat(path).catch(() => undefined);
  if (!info) fail(`${path} does not exist.`, 1);
  if (!info.isDirectory()) return readFrom(path, info.size);
  const template = await findTemplate(path);
  if (template === undefined)
    fail(
      `${path} is a folder without a template.yaml or template.json. Name a template or a bundle's folder.`,
      1,
    );
  return readFrom(template, (await stat(template)).size);
}

async function readFrom(path: string, size: number): Promise<TemplateSource> {
  const full = resolve(path);
  let bytes: Buffer;
  try {
    const handle = await open(full, 'r');
    try {
      const buffer = Buffer.alloc(Math.min(size || READ_AT_MOST, READ_AT_MOST));
      let length = 0;
      while (length < buffer.length) {
        const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      bytes = buffer.subarray(0, length);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    fail(
      code === 'EACCES'
        ? `${path} cannot be read: permission denied.`
        : `${path} cannot be read: ${code ?? error}.`,
      1,
    );
  }
  const tooLarge = size >= READ_AT_MOST;
  const text = tooLarge ? bytes.toString('latin1') : decodeUtf8(bytes);
  if (text === undefined)
    fail(`${path} is not a text file in UTF-8. Templates are YAML or JSON text.`, 1);
  return {
    name: path,
    path: full,
    directory: dirname(full),
    text,
    format: full.toLowerCase().endsWith('.json') ? 'json' : 'yaml',
    bytes: Math.max(size, bytes.length),
  };
}

async function readStandardInput(): Promise<TemplateSource> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > READ_AT_MOST) break;
  }
  const text = decodeUtf8(Buffer.concat(chunks));
  if (text === undefined) fail('Standard input is not text in UTF-8.', 1);
  return {
    name: '<stdin>',
    path: resolve('template.yaml'),
    directory: process.cwd(),
    text,
    format: 'yaml',
    bytes: length,
  };
}
