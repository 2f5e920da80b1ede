import type { Result } from '../../shared/protocol/methods.ts';
import type { FormValue, FormValues } from '../language-worker/contract.ts';
import { fromJson } from './form-values.ts';

/** The values that a run had, as the form has them. */
export function valuesOfInputs({
  parameters,
}: Pick<Result<'run.inputs'>, 'parameters'>): FormValues {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]): [string, FormValue][] => {
      const known = fromJson(value);
      return known === undefined ? [] : [[name, known]];
    }),
  );
}
