import { describe, expect, it } from 'vitest';
import { embedScript, fixes, openDocument } from '../../../../src/shared/language/index.ts';
import { applyEdits } from '../../../../src/shared/yaml/edit/index.ts';

const EMBEDDED = `specificationVersion: jobtemplate-2023-09
name: Scripts
steps:
- name: Only
  script:
    actions:
      onRun: {command: python3, args: ["{{Task.File.draw}}", "--in={{Task.File.draw}}"]}   # run it
    embeddedFiles:
    - name: draw   # mine
      type: TEXT
      data: |
        import sys
        print(sys.argv)
`;
const MOVED = `specificationVersion: jobtemplate-2023-09
name: Scripts
parameterDefinitions:
- name: Draw
  type: PATH
  objectType: FILE
  dataFlow: IN
  default: scripts/draw.py
  userInterface:
    control: HIDDEN
steps:
- name: Only
  script:
    actions:
      onRun: {command: python3, args: ["{{Param.Draw}}", "--in={{Param.Draw}}"]}   # run it
`;

const at = (text: string, word: string) => {
  const start = text.indexOf(word);
  return { start, end: start };
};
const fixesAt = (text: string, word: string, files: readonly string[] = []) =>
  fixes(openDocument(text), at(text, word), { files }).filter(
    ({ creates, reads }) => creates !== undefined || reads !== undefined,
  );

describe('a script in the bundle', () => {
  it('is made of an embedded file, with a parameter that brings it along', () => {
    const [fix, ...more] = fixesAt(EMBEDDED, 'draw   # mine');
    expect(more).toEqual([]);
    expect(fix?.title).toBe('Move the script into scripts/draw.py');
    expect(fix?.creates).toEqual({
      path: 'scripts/draw.py',
      text: 'import sys\nprint(sys.argv)\n',
    });
    expect(applyEdits(EMBEDDED, fix?.edits ?? [])).toBe(MOVED);
  });

  it('gets a name that is free', () => {
    const [fix] = fixesAt(EMBEDDED, 'draw   # mine', ['scripts/draw.py']);
    expect(fix?.creates?.path).toBe('scripts/draw2.py');
  });

  it('is not made of what is resolved on the host, nor of what nothing uses', () => {
    const resolved = EMBEDDED.replace('import sys', 'frame = {{Task.Param.Frame}}');
    expect(fixesAt(resolved, 'draw   # mine')).toEqual([]);
    const unused = EMBEDDED.replaceAll('Task.File.draw', 'Param.X');
    expect(fixesAt(unused, 'draw   # mine')).toEqual([]);
  });

  it('is embedded once its text is known, where its braces mean nothing', () => {
    const [fix] = fixesAt(MOVED, 'python3', ['scripts/draw.py']);
    expect(fix).toMatchObject({
      title: 'Embed scripts/draw.py into the template',
      reads: 'scripts/draw.py',
    });
    const embed = (content: string) => {
      const edits = embedScript(
        openDocument(MOVED),
        at(MOVED, 'python3'),
        'scripts/draw.py',
        content,
      );
      return applyEdits(MOVED, edits);
    };
    expect(embed('print("{{x}}")')).toBe(MOVED);
    expect(embed('import sys\n')).toBe(
      MOVED.replace('["{{Param.Draw}}"', '["{{Task.File.draw}}"').replace(
        '# run it\n',
        `# run it
    embeddedFiles:
    - name: draw
      type: TEXT
      filename: draw.py
      data: |
        import sys
`,
      ),
    );
  });
});
