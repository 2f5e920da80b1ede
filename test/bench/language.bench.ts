import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument as parseYaml } from 'yaml';
import {
  checkFormatString,
  parseFormatString,
  resolveFormatString,
  Scope,
  type Value,
} from '../../src/shared/expr/index.ts';
import {
  createJob,
  decodeTemplate,
  type JobTemplate,
  queryTasks,
} from '../../src/shared/model/index.ts';
import { heading, measure, milliseconds, row } from './report.ts';
import { templateWithLines, templateWithSteps } from './templates.ts';

heading('Checking');
for (const lines of [500, 5_000]) {
  const text = templateWithLines(lines);
  const spot = text.indexOf('render', text.length / 2);
  // Every run sees another text, as after a keystroke.
  const keystroke = measure(40, 15, (run) => {
    decodeTemplate(`${text.slice(0, spot)}${run}${text.slice(spot)}`);
  });
  row(`keystroke → diagnostics, ${lines} lines`, milliseconds(keystroke), `${text.length} bytes`);
}
{
  const text = templateWithSteps(100);
  // Another text each time: what is remembered of the last one must not help.
  const other = (run: number): string => text.replaceAll('render', `render${run}`);
  const check = measure(60, 30, (run) => void decodeTemplate(other(run)));
  const parse = measure(60, 30, (run) => void parseYaml(other(run)));
  row('check, 100 steps', milliseconds(check), `${text.length} bytes`);
  row('the yaml package parsing the same', milliseconds(parse));
  row('ratio of the medians', (check.median / parse.median).toFixed(2));
  const path = join(mkdtempSync(join(tmpdir(), 'jobwright-bench-')), 'template.yaml');
  writeFileSync(path, text);
  const program = fileURLToPath(new URL('../../bin/jobwright.cjs', import.meta.url));
  const command = measure(15, 2, () => {
    execFileSync(process.execPath, [program, 'check', path], { stdio: 'ignore' });
  });
  row('check as a whole command', milliseconds(command), '100 steps');
  const bare = measure(15, 2, () => {
    execFileSync(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  });
  row('node doing nothing, for comparison', milliseconds(bare));
}

heading('Tasks');
{
  const job = (frames: string): ReturnType<typeof createJob> => {
    const { template } = decodeTemplate(templateWithSteps(1));
    return createJob({
      template: template as JobTemplate,
      parameters: { Frames: frames },
      templateDir: '/',
      workingDir: '/',
      pathFormat: 'POSIX',
    });
  };
  const million = job('1-1500000').job?.steps[0]?.space;
  const huge = job('1-500000000000').job?.steps[0]?.space;
  if (!million || !huge) throw new Error('The template of the bench does not make a job.');
  const begun = performance.now();
  let count = 0;
  for (const task of million.iterate()) if (task.size === 2) count++;
  const seconds = (performance.now() - begun) / 1000;
  row(
    'tasks iterated',
    `${Math.round(count / seconds).toLocaleString('en')} a second`,
    `${count} tasks`,
  );
  const row10 = measure(1000, 100, (run) => {
    huge.at((huge.count / 1000n) * BigInt(run));
  });
  row('any row of 10¹² tasks', milliseconds(row10), `${huge.count} tasks`);
  const counted = measure(50, 5, () => void job('1-500000000000').job?.steps[0]?.space.count);
  row('decode, make the job and count 10¹² tasks', milliseconds(counted));

  const filtered = job('1-500000').job?.steps[0]?.space;
  const [first, second] = filtered?.parameters.map(({ name }) => name) ?? [];
  if (filtered?.count !== 1_000_000n) throw new Error('The bench has other tasks.');
  const find = (space: typeof filtered, text: string, parameter?: string): void => {
    const work = queryTasks(space, {
      text,
      ...(parameter === undefined ? {} : { order: { by: { parameter }, descending: true } }),
      scope: new Scope<Value>(),
      pathFormat: 'POSIX',
    });
    for (;;) {
      const { done, value } = work.next();
      if (!done) continue;
      if ('error' in value) throw new Error(value.error);
      value.at(value.count - 1n);
      return;
    }
  };
  for (const [what, text] of [
    ['an expression over two parameters', `${first} % 7 == 0 or ${second} == "none"`],
    ['one that only the evaluator knows', `${first} % 7 == 0 or ${second}.upper() == "NONE"`],
    ['an expression over one', `${first} % 7 == 0`],
    ['a list', `${first} in [3, 7, 100] or ${second} == "none"`],
    ['functions', `abs(${first} - 1000) < len(${second}) or string(${first}).endswith("99")`],
    ['a condition', `${first} % 2 == (1 if ${second} == "beauty" else 0)`],
    ['a list of conditions', `any([${first} == 7, ${second} == "none"])`],
    ['a loop', `any([${first} % x == 1 and ${second} != "none" for x in [3, 7, 100]])`],
    ['a list of what is computed', `${first} in [len(${second}), 2 * len(${second}), 77]`],
    ['sums and extremes', `max([${first} % 10, len(${second})]) + sum([${first}, 1]) > 1000`],
    ['texts put together', `(string(${first}) + ${second}).endswith("9beauty")`],
    ['methods of texts', `(${second} + string(${first}).zfill(6)).replace("0", "") == "beauty7"`],
    ['subscripts', `sorted([${first}, len(${second}), 50])[1] == 50 and ${second}[0] == "b"`],
    ['values and ranges', `${first}:1-400000:3`],
  ] as const)
    row(
      `filter 1,000,000 tasks by ${what}`,
      milliseconds(measure(8, 3, () => find(filtered, text))),
    );
  row(
    'filter and sort 10¹² tasks by values',
    milliseconds(measure(50, 10, () => find(huge, `${first}:5-400000000:3`, first))),
  );
}

heading('Expressions');
{
  const format = parseFormatString('{{ Param.A + 1 }}', { expr: true });
  const scope = new Scope<Value>(undefined, [['Param.A', { kind: 'int', value: 41n }]]);
  const options = { expr: true, pathFormat: 'POSIX' } as const;
  const evaluate = measure(10, 5, () => {
    for (let index = 0; index < 100_000; index++) resolveFormatString(format, scope, options);
  });
  row(
    'Param.A + 1, parsed once',
    `${Math.round(100_000 / (evaluate.median / 1000)).toLocaleString('en')} a second`,
    '10 runs of 100,000, median',
  );
  const types = new Scope(undefined, [['Param.A', { kind: 'int' } as const]]);
  const check = measure(10, 5, () => {
    for (let index = 0; index < 10_000; index++)
      checkFormatString(parseFormatString('{{ Param.A + 1 }}', { expr: true }), types, {
        expr: true,
        hostContext: true,
      });
  });
  row(
    'parsed and type-checked anew',
    `${Math.round(10_000 / (check.median / 1000)).toLocaleString('en')} a second`,
    '10 runs of 10,000, median',
  );
}
