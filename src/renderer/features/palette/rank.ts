export interface Command {
  readonly id: string;
  readonly title: string;
  readonly shortcut?: string;
  readonly run: () => void;
}

/** Commands whose title holds the letters of a query in order, the closest first. */
export function rank(commands: readonly Command[], query: string): Command[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [...commands];
  return commands
    .map((command) => ({ command, score: score(command.title.toLowerCase(), wanted) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score)
    .map((one) => one.command);
}

function score(title: string, wanted: string): number {
  if (title.startsWith(wanted)) return 100;
  if (title.includes(` ${wanted}`)) return 80;
  if (title.includes(wanted)) return 60;
  let at = 0;
  for (const letter of title) if (letter === wanted[at]) at++;
  return at === wanted.length ? 20 : 0;
}
