import { describe, expect, it } from 'vitest';
import { buildJob } from '../../../../src/renderer/language-worker/build.ts';
import { checkDocument } from '../../../../src/renderer/language-worker/check.ts';
import type { FormValues } from '../../../../src/renderer/language-worker/contract.ts';
import { FormerJob } from '../../../../src/renderer/language-worker/former-job.ts';
import type { ResolveContext } from '../../../../src/renderer/language-worker/resolve.ts';
import { placeNow } from '../../../../src/renderer/language-worker/task-places.ts';

const template = (frames = '{{Param.Frames}}', arg = '{{Param.Quality}}', type = 'INT') => `
specificationVersion: jobtemplate-2023-09
extensions: [EXPR, TASK_CHUNKING]
name: Job
parameterDefinitions:
- { name: Frames, type: STRING, default: 1-4 }
- { name: Quality, type: INT, default: 2 }
- { name: Note, type: STRING, default: none }
steps:
- name: Render
  let: ["double = Param.Quality * 2"]
  parameterSpace:
    taskParameterDefinitions:
    - name: F
      type: ${type}
      range: "${frames}"
      ${type === 'INT' ? '' : 'chunks: { defaultTaskCount: 2, targetRuntimeSeconds: 10, rangeConstraint: CONTIGUOUS }'}
  script:
    actions:
      onRun: { command: render, args: ["{{Task.Param.F}}", "${arg}"] }
- name: Report
  script:
    actions:
      onRun: { command: report, args: ["{{Param.Note}}"] }
`;

function context(text: string, values: FormValues = {}): ResolveContext {
  const checked = checkDocument({ text, format: 'yaml', environments: [] });
  const { job } = buildJob(checked, {
    values,
    templateDirectory: '/b',
    workingDirectory: '/b',
    pathFormat: 'POSIX',
    pathMappingRules: [],
  });
  if (!job) throw new Error(JSON.stringify(checked.result.problems));
  return { job, text, layers: [], pathFormat: 'POSIX', pathMappingRules: [] };
}

const matches = (then: ResolveContext, now: ResolveContext) =>
  new FormerJob(then, []).matchSteps(now).map(({ same, differs }) => ({ same, differs }));

function places(then: ResolveContext, now: ResolveContext, single: string[] = []) {
  const [step] = now.job.steps;
  if (!step) throw new Error('no step');
  const found = new FormerJob(then, single).places(step, 0n, 100);
  return [...found.places].map((place, at) => `${place}+${found.lengths[at]}`);
}

describe('the tasks of a run beside those of today', () => {
  const then = context(template());

  it('are the same where nothing changed', () => {
    expect(matches(then, context(template()))).toEqual([
      { same: true, differs: [] },
      { same: true, differs: [] },
    ]);
  });

  it('have other places where a range changed, and would do the same', () => {
    const now = context(template(), { Frames: '0-5' });
    expect(matches(then, now)[0]).toEqual({ same: false, differs: [] });
    expect(places(then, now)).toEqual(['-1+1', '0+1', '1+1', '2+1', '3+1', '-1+1']);
    // As many others are others all the same.
    const moved = context(template(), { Frames: '2-5' });
    expect(matches(then, moved)[0]).toEqual({ same: false, differs: [] });
    expect(places(then, moved)).toEqual(['1+1', '2+1', '3+1', '-1+1']);
  });

  it('notice a change in the middle of a range', () => {
    const of = (frames: string) => context(template(frames));
    expect(matches(of('1,3,5'), of('1,4,5'))[0]?.same).toBe(false);
  });

  it('would do something else where a value that they use changed, and say which', () => {
    const now = context(template(), { Quality: '3', Frames: '1-5' });
    expect(matches(then, now)).toEqual([
      { same: false, differs: ['Quality', 'Frames'] },
      { same: true, differs: [] },
    ]);
    expect(matches(then, context(template(), { Note: 'x' }))).toEqual([
      { same: true, differs: [] },
      { same: true, differs: ['Note'] },
    ]);
  });

  it('would do something else where the template of the step changed, wherever it stands', () => {
    const now = context(template('{{Param.Frames}}', '--fast'));
    expect(matches(then, now)).toEqual([
      { same: true, differs: ['(template)'] },
      { same: true, differs: [] },
    ]);
    expect(matches(then, context(`# a comment before it\n${template()}`))).toEqual([
      { same: true, differs: [] },
      { same: true, differs: [] },
    ]);
  });

  it('know measured chunks by their values', () => {
    const chunked = context(template('1-6', '', 'CHUNK[INT]'));
    const later = context(template('2-7', '', 'CHUNK[INT]'));
    expect(places(chunked, chunked, ['Render'])).toEqual(['0+2', '2+2', '4+2']);
    expect(places(chunked, later, ['Render'])).toEqual(['1+2', '3+2', '5+2']);
    const [step] = later.job.steps;
    expect(step && placeNow(step, { F: '3-6' })).toBe(0n);
    expect(step && placeNow(step, { F: '9-9' })).toBe(undefined);
  });

  it('know chunks by their values however many these are', () => {
    const large = template('1-2000000000', '', 'CHUNK[INT]').replace(
      'defaultTaskCount: 2',
      'defaultTaskCount: 1000000000',
    );
    const chunked = context(large);
    expect(places(chunked, chunked, ['Render'])).toEqual(['0+1000000000', '1000000000+1000000000']);
  });
});
