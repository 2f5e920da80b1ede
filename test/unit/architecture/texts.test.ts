import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

const RENDERER = join(import.meta.dirname, '../../../src/renderer');

/** Attributes whose value people read or hear. */
const READ = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'label',
  'placeholder',
  'title',
]);

/** Functions that show their argument. */
const SHOWN = new Set(['notify', 'announce', 'setError']);

/** What is the same in every language: names of the product, of formats and of keys, numbers and signs. */
const NO_WORDS = /^(?:Jobwright|JSON|YAML|CSV|[^\p{L}]*|\p{L})$/u;

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Literal texts of a file that a second language could not translate. */
function literals(source: string, file: string): string[] {
  const found: string[] = [];
  const note = (text: unknown, { start }: Node) => {
    if (typeof text !== 'string' || NO_WORDS.test(text.trim())) return;
    found.push(`${file}:${source.slice(0, start).split('\n').length} ${text.trim()}`);
  };
  /** Texts that an expression may come to. */
  const inside = (node: unknown): void => {
    if (!isNode(node)) return;
    if (node.type === 'Literal') note(node.value, node);
    else if (node.type === 'TemplateLiteral') {
      const quasis = node.quasis as { value: { cooked: string } }[];
      note(quasis.map(({ value }) => value.cooked).join(''), node);
    } else if (node.type === 'ConditionalExpression') {
      inside(node.consequent);
      inside(node.alternate);
    } else if (node.type === 'BinaryExpression' && node.operator === '+') {
      inside(node.left);
      inside(node.right);
    } else if (node.type === 'LogicalExpression') inside(node.right);
    else if (node.type === 'ParenthesizedExpression') inside(node.expression);
    else if (node.type === 'JSXExpressionContainer') inside(node.expression);
  };
  const visit = (node: Node): void => {
    const { type } = node;
    if (type === 'JSXText') note(node.value, node);
    else if (type === 'JSXElement' || type === 'JSXFragment') {
      for (const child of node.children as Node[])
        if (child.type === 'JSXExpressionContainer') inside(child);
    } else if (type === 'JSXAttribute' && READ.has(String((node.name as Node).name)))
      inside(node.value);
    else if (type === 'CallExpression' && SHOWN.has(String((node.callee as Node).name)))
      inside((node.arguments as Node[]).at(-1));
    for (const value of Object.values(node))
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child);
  };
  const { program, errors } = parseSync(file, source);
  expect(errors).toEqual([]);
  visit(program as unknown as Node);
  return found;
}

describe('texts of the window', () => {
  it('are found wherever they stand', () => {
    const source = `
      const a = <p title="A title">Plain {open ? 'Open' : words.closed} {count > 0 && \`\${count} files\`}</p>;
      const b = <input aria-label={words.name} placeholder={'Type ' + here} className="field mono" />;
      notify('error', 'It failed.');
      const c = <kbd>⌘</kbd>;
    `;
    expect(literals(source, 'x.tsx').sort()).toEqual([
      'x.tsx:2 A title',
      'x.tsx:2 Open',
      'x.tsx:2 Plain',
      'x.tsx:2 files',
      'x.tsx:3 Type',
      'x.tsx:4 It failed.',
    ]);
  });

  it('all stand in the one catalogue', () => {
    const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.tsx?$/.test(file) && !file.startsWith('text'),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(
      files.flatMap((file) => literals(readFileSync(join(RENDERER, file), 'utf8'), file)),
    ).toEqual([]);
  });
});
