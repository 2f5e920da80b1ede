/** Brings a parameter's control into view and gives it the keyboard. */
export function focusParameter(name: string): void {
  const control = document.getElementById(`parameter-${name}`);
  control?.scrollIntoView({ block: 'nearest' });
  control?.focus();
}
