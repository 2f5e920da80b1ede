import type { ComponentProps } from 'react';
import { Button } from '../../ui/button.tsx';
import { useFormContext } from './form-context.ts';

/** A button that changes the template: out of use where that cannot be done. */
export function FormButton(props: ComponentProps<typeof Button>) {
  const { locked } = useFormContext();
  return <Button {...props} disabled={locked || props.disabled === true} />;
}
