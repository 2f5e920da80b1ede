import { closest } from '../../expr/index.ts';
import type { Diagnostic, Severity } from '../../text/diagnostic.ts';
import { entryOf, type Node, type ParsedDocument, placeOf } from '../../yaml/index.ts';
import type { ParameterInput } from '../parameters/input.ts';
import { nodeToInput, type TemplateInput } from '../parameters/input.ts';
import type { MergedParameter } from '../parameters/merge.ts';
import { checkParameterValue } from '../parameters/values.ts';
import { quote } from '../text.ts';
import { DEADLINE_VALUES, farmValueProblem, isFarmName } from './farm-values.ts';
import { BundleReader } from './read.ts';

/** One value of a `parameter_values` file. */
interface ValueEntry {
  readonly name: string;
  /** Its place in the list. */
  readonly index: number;
  readonly input: TemplateInput;
  readonly nameNode: Node;
  readonly valueNode: Node;
}

interface ParameterValuesFile {
  readonly document: ParsedDocument;
  readonly entries: readonly ValueEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a bundle's `parameter_values` (`parameterValues: [{name, value}, …]`). With the job's parameters
 * given, each value is checked against its own.
 */
export function readParameterValues(
  text: string,
  format: 'yaml' | 'json',
  parameters?: readonly MergedParameter[],
): ParameterValuesFile {
  const reader = new BundleReader(text, format);
  const entries = readEntries(reader);
  checkTwice(reader, entries);
  if (parameters) for (const entry of entries) checkEntry(reader, entry, parameters);
  return { document: reader.document, entries, diagnostics: reader.diagnostics };
}

function readEntries(reader: BundleReader): ValueEntry[] {
  const { root } = reader.document;
  if (!root) return [];
  const file = reader.mapping(root, ['parameterValues'], 'A file of parameter values', []);
  const list = file && entryOf(file, 'parameterValues');
  if (!list) {
    if (file)
      reader.add(
        'error',
        'missing-property',
        'A file of parameter values needs the property "parameterValues": a list of names and values.',
        { start: root.range.start, end: Math.min(root.range.end, root.range.start + 1) },
        [],
      );
    return [];
  }
  const what = 'An entry of parameterValues';
  return reader
    .list(list.value, '"parameterValues"', ['parameterValues'])
    .flatMap((item, index) => {
      const path = ['parameterValues', index];
      const entry = reader.mapping(item, ['name', 'value'], what, path);
      if (!entry) return [];
      const name = entryOf(entry, 'name')?.value;
      const value = entryOf(entry, 'value')?.value;
      const missing = [name ? '' : 'name', value ? '' : 'value'].filter((key) => key !== '');
      for (const key of missing)
        reader.add('error', 'missing-property', `${what} needs "${key}".`, placeOf(item), path);
      if (!name || !value) return [];
      if (name.kind !== 'scalar' || name.type !== 'string') {
        reader.add(
          'error',
          'wrong-type',
          `${what} must name its parameter by a text.`,
          placeOf(name),
          [...path, 'name'],
        );
        return [];
      }
      const input = nodeToInput(value);
      if (input === undefined) {
        reader.add('error', 'wrong-type', 'No parameter takes a mapping.', placeOf(value), [
          ...path,
          'value',
        ]);
        return [];
      }
      return [{ name: name.text, index, input, nameNode: name, valueNode: value }];
    });
}

function checkTwice(reader: BundleReader, entries: readonly ValueEntry[]): void {
  const seen = new Set<string>();
  for (const { name, index, nameNode } of entries) {
    if (seen.has(name))
      reader.add(
        'warning',
        'duplicate-value',
        `${quote(name)} is given twice. The last value counts.`,
        placeOf(nameNode),
        ['parameterValues', index, 'name'],
      );
    seen.add(name);
  }
}

function checkEntry(
  reader: BundleReader,
  { name, index, input, nameNode, valueNode }: ValueEntry,
  parameters: readonly MergedParameter[],
): void {
  if (isFarmName(name)) {
    checkFarmValue(reader, name, index, nameNode, valueNode);
    return;
  }
  const parameter = parameters.find((one) => one.name === name);
  if (!parameter) {
    const message = `The template has no parameter ${quote(name)}.`;
    const finding = { severity: 'error', code: 'parameter-unknown', message } as const;
    addUnknown(reader, finding, name, index, nameNode, parameters);
    return;
  }
  const checked = checkParameterValue(parameter, input as ParameterInput);
  if (!('issues' in checked)) return;
  for (const { code, message, path = [] } of checked.issues) {
    const at = path.reduce<Node>(
      (node, item) => (node.kind === 'seq' ? (node.items[item] ?? node) : node),
      valueNode,
    );
    reader.add('error', code, `${name}: ${message}`, placeOf(at), [
      'parameterValues',
      index,
      'value',
      ...path,
    ]);
  }
}

/** A name that is none of the known ones, with the one that was probably meant. */
function addUnknown(
  reader: BundleReader,
  finding: { readonly severity: Severity; readonly code: string; readonly message: string },
  name: string,
  index: number,
  nameNode: Node,
  known: readonly { readonly name: string }[],
): void {
  const suggestion = closest(
    name,
    known.map((one) => one.name),
  );
  const hint = suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`;
  reader.add(
    finding.severity,
    finding.code,
    `${finding.message}${hint}`,
    placeOf(nameNode),
    ['parameterValues', index, 'name'],
    suggestion === undefined ? { name } : { name, suggestion },
  );
}

function checkFarmValue(
  reader: BundleReader,
  name: string,
  index: number,
  nameNode: Node,
  valueNode: Node,
): void {
  // Other farms have names of their own.
  if (!name.startsWith('deadline:')) return;
  const known = DEADLINE_VALUES.find((one) => one.name === name);
  if (!known) {
    const message = `Deadline Cloud is not known to take ${quote(name)}.`;
    const finding = { severity: 'warning', code: 'farm-value-unknown', message } as const;
    addUnknown(reader, finding, name, index, nameNode, DEADLINE_VALUES);
    return;
  }
  const problem = farmValueProblem(known, valueNode.kind === 'scalar' ? valueNode.text : '');
  if (problem !== undefined)
    reader.add('error', 'farm-value-invalid', problem, placeOf(valueNode), [
      'parameterValues',
      index,
      'value',
    ]);
}
