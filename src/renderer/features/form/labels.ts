import { text as words } from '../../text/en.ts';

/** A property's name as people read it: `minLength` as "Min length". */
export function labelOf(key: string): string {
  const known = words.form.labels[key];
  if (known !== undefined) return known;
  const spaced = key.replace(
    /([a-z])([A-Z])/g,
    (_, a: string, b: string) => `${a} ${b.toLowerCase()}`,
  );
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
