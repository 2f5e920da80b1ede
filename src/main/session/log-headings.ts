/** Headings of a session's log, in the form that users of the `openjd` command know. */
const WIDTH = 46;

export function sectionHeading(title: string): string[] {
  const line = '='.repeat(WIDTH);
  return ['', line, `--------- ${title}`, line];
}

export function phaseHeading(title: string): string[] {
  const line = '-'.repeat(WIDTH);
  return [line, `Phase: ${title}`, line];
}
