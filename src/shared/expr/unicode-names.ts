import { NAME_RUNS } from './unicode-name-table.ts';

let table: ReadonlyMap<string, string> | undefined;

/**
 * The character that `\N{name}` stands for (§1.1.5); names ignore case. Known are the characters of the table, plain
 * Latin letters, what Unicode composes of a known letter and known marks (`LATIN SMALL LETTER E WITH ACUTE`), and
 * ideographs, which are named by their codes. Undefined for others.
 */
export function characterByName(name: string): string | undefined {
  const wanted = name.toUpperCase();
  table ??= new Map(
    NAME_RUNS.flatMap(([first, names]) =>
      names.split(';').map((each, index) => [each, String.fromCodePoint(first + index)] as const),
    ),
  );
  return table.get(wanted) ?? plainLetter(wanted) ?? composed(wanted, table) ?? ideograph(wanted);
}

function plainLetter(name: string): string | undefined {
  const match = /^LATIN (SMALL|CAPITAL) LETTER ([A-Z])$/.exec(name);
  if (match === null) return undefined;
  return match[1] === 'SMALL' ? match[2]?.toLowerCase() : match[2];
}

/** `… WITH ACUTE`, `… WITH CIRCUMFLEX AND TILDE`: the letter with its marks, if that is one character. */
function composed(name: string, known: ReadonlyMap<string, string>): string | undefined {
  const [base = '', marks] = name.split(' WITH ');
  if (marks === undefined) return undefined;
  const letter = known.get(base) ?? plainLetter(base);
  const combining = marks
    .split(' AND ')
    .map((mark) => known.get(`COMBINING ${MARKS[mark] ?? mark}`));
  if (letter === undefined || combining.includes(undefined)) return undefined;
  const character = (letter + combining.join('')).normalize('NFC');
  return [...character].length === 1 ? character : undefined;
}

/** Marks that go by another name in names of letters than on their own. */
const MARKS: Readonly<Record<string, string>> = {
  ACUTE: 'ACUTE ACCENT',
  GRAVE: 'GRAVE ACCENT',
  CIRCUMFLEX: 'CIRCUMFLEX ACCENT',
  'DOUBLE ACUTE': 'DOUBLE ACUTE ACCENT',
  TONOS: 'ACUTE ACCENT',
  DIALYTIKA: 'DIAERESIS',
};

function ideograph(name: string): string | undefined {
  const code = Number.parseInt(/^CJK UNIFIED IDEOGRAPH-([0-9A-F]{4,5})$/.exec(name)?.[1] ?? '', 16);
  if (Number.isNaN(code)) return undefined;
  const character = String.fromCodePoint(code);
  return /\p{Unified_Ideograph}/u.test(character) ? character : undefined;
}
