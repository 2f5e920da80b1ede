import { readAssetReferences } from '../../shared/model/bundle/asset-references.ts';
import { readParameterValues } from '../../shared/model/bundle/parameter-values.ts';
import { addAssetReferences, setBundleValues } from '../../shared/model/bundle/write.ts';
import { decodeTemplate, type MergedParameter } from '../../shared/model/index.ts';
import type { TemplateInput } from '../../shared/model/parameters/input.ts';
import type { Diagnostic } from '../../shared/text/diagnostic.ts';
import { EditRefused } from '../../shared/yaml/edit/index.ts';
import type { FileCheck, FileCheckParams, FileWriteParams, FormValue } from './contract.ts';
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
    assets: [],
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
    return {
      ...result(diagnostics),
      assets: paths.map(({ list, path: to }) => ({ list, path: to })),
    };
  }
  return result(decodeTemplate(text, { kind: 'environment', format }).diagnostics);
}

/** Writes values or paths into a file of the bundle as the smallest change of its text. */
export function writeFile({
  text,
  format,
  values = [],
  assets = [],
}: FileWriteParams): { text: string } | { refused: string } {
  try {
    return {
      text:
        assets.length > 0
          ? addAssetReferences(text, format, assets)
          : setBundleValues(text, format, values),
    };
  } catch (error) {
    if (error instanceof EditRefused) return { refused: error.message };
    throw error;
  }
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
