import { useJob } from '../../stores/job-store.ts';
import { ParameterField } from './parameter-field.tsx';
import './parameters.css';

/** One parameter's control, as it is among the others; a value set here is set there. */
export function ParameterPreview({ name }: { readonly name: string }) {
  const parameter = useJob((state) => state.check?.form.find((one) => one.name === name));
  return parameter ? <ParameterField parameter={parameter} prefix="preview" /> : null;
}
