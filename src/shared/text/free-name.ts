/**
 * A name that is not taken: the wanted one, else the first of its numbered forms from 2 on.
 *
 * @param numbered how a name looks with its number; the number stands behind it where nothing is said.
 */
export function freeName(
  wanted: string,
  isTaken: (name: string) => boolean,
  numbered: (count: number) => string = (count) => `${wanted}${count}`,
): string {
  let name = wanted;
  for (let count = 2; isTaken(name); count++) name = numbered(count);
  return name;
}
