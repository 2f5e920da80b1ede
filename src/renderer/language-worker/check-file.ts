import { readAssetReferences } from '../../shared/model/bundle/asset-references.ts';
import { readParameterValues } from '../../shared/model/bundle/parameter-values.ts';
import { decodeTemplate, type MergedParameter } from '../../shared/model/index.ts';
import type { TemplateInput } from '../../shared/model/parameters/input.ts';
import type { Diagnostic } from '../../shared/text/diagnostic.ts';
import type { FileCheck, FileCheckParams, FormValue } from './contract.ts';
import { toProblems } from './problems.ts';

/** Checks a file of the bundle beside the template; values against the template's parameters, where these are known. */
export function checkFile(
  params: FileCheckParams,
  parameters: readonly MergedParameter[] | undefined,
): FileCheck {
  const { text, format, path, kind } = params;
  const result = (diagnostics: readonly Diagnostic[]): FileCheck => ({
    problems: toProblems(text, diagnostics).map((problem) => ({
      ...problem,
      source: 'file',
      file: path,
    })),
    paths: [],
    values: {},
  });
  if (kind === 'values') {
    const { entries, diagnostics } = readParameterValues(text, format, parameters);
    return {
      ...result(diagnostics),
      values: Object.fromEntries(
        entries.flatMap(({ name, input }): [string, FormValue][] => {
          const value = formValueOf(input);
          return value === undefined ? [] : [[name, value]];
        }),
      ),
    };
  }
  if (kind === 'assets') {
    const { paths, diagnostics } = readAssetReferences(text, format, params.found);
    return { ...result(diagnostics), paths: [...new Set(paths.map((asset) => asset.path))] };
  }
  return result(decodeTemplate(text, { kind: 'environment', format }).diagnostics);
}

/** As the form holds values: numbers by the text that they were written with. */
function formValueOf(input: TemplateInput): FormValue | undefined {
  if (typeof input === 'string' || typeof input === 'boolean') return input;
  if (typeof input === 'number' || typeof input === 'bigint') return String(input);
  if (input === null) return undefined;
  if ('number' in input) return input.text;
  const items = input.map(formValueOf);
  return items.every((item) => item !== undefined) ? items : undefined;
}
