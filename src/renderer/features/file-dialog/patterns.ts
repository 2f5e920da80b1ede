/** Whether a name fits one of a template's file patterns (`*.ext`, `*`), case aside. */
export function matches(name: string, patterns: readonly string[]): boolean {
  const lower = name.toLowerCase();
  return patterns.some((pattern) => {
    if (pattern === '*' || pattern === '*.*') return true;
    return pattern.startsWith('*')
      ? lower.endsWith(pattern.slice(1).toLowerCase())
      : lower === pattern.toLowerCase();
  });
}
