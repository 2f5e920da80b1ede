import { anyOf, between, type CharacterTest, CLASSES, exactly, not } from './characters.ts';
import { regexError } from './error.ts';
import { readEscapedCharacter } from './escapes.ts';

/** Reads the character class that begins with the bracket at `at`, like `[^a-z\d]`. */
export function readClass(
  source: readonly string[],
  at: number,
): { test: CharacterTest; end: number } {
  let next = at + 1;
  const negated = source[next] === '^';
  if (negated) next++;
  const tests: CharacterTest[] = [];
  for (let first = true; first || source[next] !== ']'; first = false) {
    if (next >= source.length) throw regexError("The regular expression has an unclosed '['");
    const item = readItem(source, next);
    next = item.end;
    const isRange =
      item.character !== undefined && source[next] === '-' && source[next + 1] !== ']';
    if (!isRange || source[next + 1] === undefined) {
      tests.push(item.test);
      continue;
    }
    const last = readItem(source, next + 1);
    if (
      last.character === undefined ||
      item.character === undefined ||
      (last.character.codePointAt(0) ?? 0) < (item.character.codePointAt(0) ?? 0)
    ) {
      throw regexError(
        `The range '${source.slice(at, last.end).join('')}' of a character class is not in order`,
      );
    }
    tests.push(between(item.character, last.character));
    next = last.end;
  }
  const test = anyOf(tests);
  return { test: negated ? not(test) : test, end: next + 1 };
}

/** One character, or a class such as `\d`, which has no `character`. */
function readItem(
  source: readonly string[],
  at: number,
): { test: CharacterTest; character: string | undefined; end: number } {
  const character = source[at] ?? '';
  if (character !== '\\') return { test: exactly(character), character, end: at + 1 };
  const letter = source[at + 1] ?? '';
  const known = Object.hasOwn(CLASSES, letter) ? CLASSES[letter] : undefined;
  if (known !== undefined) return { test: known, character: undefined, end: at + 2 };
  const escaped = readEscapedCharacter(source, at);
  return { test: exactly(escaped.character), character: escaped.character, end: escaped.end };
}
