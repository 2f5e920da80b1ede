export function characterByName(name: string): string | undefined {
  return /^LATIN SMALL LETTER [A-Z]$/.test(name) ? name.slice(-1).toLowerCase() : undefined;
}
