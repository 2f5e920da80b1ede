import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ParameterInput } from '../../../../shared/model/index.ts';
import { parseDocument, toPlain } from '../../../../shared/yaml/index.ts';
import { fail, USAGE_EXIT } from '../exit.ts';

const MAX_FILE_BYTES = 10 * 1024 * 1024;

export type PlainValue =
  | ParameterInput
  | { readonly [key: string]: PlainValue }
  | readonly PlainValue[];

/**
 * Reads an argument that is `file://PATH` (JSON or YAML) or inline JSON.
 *
 * @param option the option's name, for messages.
 */
export async function readValueArgument(option: string, argument: string): Promise<PlainValue> {
  if (argument.startsWith('file://'))
    return parseValue(option, argument, await readValueFile(argument.slice('file://'.length)));
  return parseValue(option, argument, argument);
}

async function readValueFile(path: string): Promise<string> {
  const info = await stat(path).catch(() => undefined);
  if (!info) fail(`The file ${path} does not exist.`, 1);
  if (info.isDirectory()) fail(`${path} is a folder, not a JSON or YAML file.`, 1);
  if (info.size > MAX_FILE_BYTES)
    fail(`${path} has ${info.size} bytes; at most ${MAX_FILE_BYTES} are read.`, 1);
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    // A device or a pipe has no size: it is read until it is too large.
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > MAX_FILE_BYTES) break;
    }
    if (length <= MAX_FILE_BYTES) return Buffer.concat(chunks).toString('utf8');
  } catch (error) {
    fail(`${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? error}.`, 1);
  }
  fail(`${path} is too large; at most ${MAX_FILE_BYTES} are read.`, 1);
}

function parseValue(option: string, argument: string, text: string): PlainValue {
  const { root, diagnostics } = parseDocument(text);
  const problem = diagnostics.find((found) => found.severity === 'error');
  if (problem || !root)
    fail(
      `${option} ${argument}: ${problem?.message ?? 'there is no value in it'}`,
      argument.startsWith('file://') ? 1 : USAGE_EXIT,
    );
  return toPlain(root) as PlainValue;
}

/**
 * Collects `-p` arguments: `K=V`, `file://…` with a mapping, or an inline JSON object. Later ones win.
 * Values of `K=V` are text; a parameter's type decides what they mean.
 */
export async function readJobParameters(
  args: readonly string[],
): Promise<Record<string, ParameterInput>> {
  const values: Record<string, ParameterInput> = Object.create(null);
  for (const argument of args) {
    if (argument.startsWith('file://') || /^\s*\{[\s\S]*\}\s*$/.test(argument))
      Object.assign(values, mappingOf(argument, await readValueArgument('-p', argument)));
    else {
      const at = argument.indexOf('=');
      if (at < 1)
        fail(
          `-p ${argument}: expected NAME=VALUE, file://PATH of a JSON or YAML file, or an inline JSON object.`,
          USAGE_EXIT,
        );
      values[argument.slice(0, at)] = argument.slice(at + 1);
    }
  }
  return values;
}

function mappingOf(argument: string, value: PlainValue): Record<string, ParameterInput> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    fail(`-p ${argument}: expected a mapping from parameter names to values.`, 1);
  // A bundle's parameter_values file is a list of names and values under one key.
  const list = (value as Record<string, PlainValue>).parameterValues;
  if (!Array.isArray(list)) return value as Record<string, ParameterInput>;
  const values: Record<string, ParameterInput> = {};
  for (const entry of list as { name?: unknown; value?: ParameterInput }[])
    if (typeof entry?.name === 'string' && entry.value !== undefined && !entry.name.includes(':'))
      values[entry.name] = entry.value;
  return values;
}

/** One task's values from `-t NAME=VALUE` arguments; all mistakes are said at once. */
export function readTaskParameters(args: readonly string[]): Record<string, string> {
  const values: Record<string, string> = {};
  const problems: string[] = [];
  for (const argument of args) {
    const at = argument.indexOf('=');
    const name = argument.slice(0, at);
    if (at < 1) problems.push(`-t ${argument}: expected NAME=VALUE.`);
    else if (Object.hasOwn(values, name)) problems.push(`-t ${argument}: ${name} is given twice.`);
    else values[name] = argument.slice(at + 1);
  }
  if (problems.length > 0) fail(problems.join('\njobwright: '), USAGE_EXIT);
  return values;
}

/** The task sets of `--tasks`: a list of mappings from parameter names to values. */
export async function readTaskSets(argument: string): Promise<Record<string, string>[]> {
  const value = await readValueArgument('--tasks', argument);
  const bad = (): never =>
    fail('--tasks takes a list of mappings from task parameter names to values.', USAGE_EXIT);
  if (!Array.isArray(value) || value.length === 0) return bad();
  return value.map((entry: PlainValue) => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return bad();
    return Object.fromEntries(
      Object.entries(entry).map(([name, item]) => {
        if (typeof item !== 'string' && typeof item !== 'number' && typeof item !== 'bigint')
          return bad();
        return [name, String(item)];
      }),
    );
  });
}
