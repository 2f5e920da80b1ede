/** Decides about one character (a code point). */
export type CharacterTest = (character: string) => boolean;

const DIGIT = /^\p{Nd}$/u;
const WORD = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]$/u;
const SPACE = /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/u;

export function isWord(character: string | undefined): boolean {
  return character !== undefined && WORD.test(character);
}

/** The classes of a letter behind a backslash, with Unicode meaning (§2.2.5). */
export const CLASSES: Readonly<Record<string, CharacterTest>> = {
  d: (character) => DIGIT.test(character),
  D: (character) => !DIGIT.test(character),
  w: isWord,
  W: (character) => !isWord(character),
  s: (character) => SPACE.test(character),
  S: (character) => !SPACE.test(character),
};

export function exactly(wanted: string): CharacterTest {
  return (character) => character === wanted;
}

export function between(first: string, last: string): CharacterTest {
  const [low, high] = [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0];
  return (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code >= low && code <= high;
  };
}

export function anyOf(tests: readonly CharacterTest[]): CharacterTest {
  return (character) => tests.some((test) => test(character));
}

export function not(test: CharacterTest): CharacterTest {
  return (character) => !test(character);
}

/** A test that does not tell upper from lower case. */
export function ignoringCase(test: CharacterTest): CharacterTest {
  return (character) =>
    test(character) || test(character.toLowerCase()) || test(character.toUpperCase());
}
