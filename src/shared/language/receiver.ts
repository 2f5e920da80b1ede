/** Where the operand begins whose member is being written: `f(a)[0].st|`, `"x".up|`, `Param.Name.st|`. */
export function receiverStart(source: string, start: number, dot: number): number | undefined {
  let at = dot;
  while (at > start) {
    const unit = source[at - 1] ?? '';
    if (/[\w.]/.test(unit)) at--;
    else if (unit === ')' || unit === ']') {
      const open = matching(source, start, at - 1);
      if (open === undefined) return undefined;
      at = open;
    } else if (unit === '"' || unit === "'") {
      const open = source.lastIndexOf(unit, at - 2);
      if (open < start) return undefined;
      at = open;
    } else break;
  }
  return at < dot ? at : undefined;
}

/** The bracket that a closing one belongs to, texts in between left out. */
function matching(source: string, start: number, close: number): number | undefined {
  let depth = 0;
  for (let at = close; at >= start; at--) {
    const unit = source[at] ?? '';
    if (unit === ')' || unit === ']') depth++;
    else if (unit === '(' || unit === '[') {
      if (--depth === 0) return at;
    } else if (unit === '"' || unit === "'") {
      const open = source.lastIndexOf(unit, at - 1);
      if (open < start) return undefined;
      at = open;
    }
  }
  return undefined;
}
