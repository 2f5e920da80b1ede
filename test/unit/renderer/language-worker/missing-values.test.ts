import { describe, expect, it } from 'vitest';
import { buildJob } from '../../../../src/renderer/language-worker/build.ts';
import { checkDocument } from '../../../../src/renderer/language-worker/check.ts';
import type { FormValues } from '../../../../src/renderer/language-worker/contract.ts';
import { environmentsOf, Plan } from '../../../../src/renderer/language-worker/plan.ts';
import {
  previewAction,
  type ResolveContext,
} from '../../../../src/renderer/language-worker/resolve.ts';

const TEXT = `specificationVersion: jobtemplate-2023-09
name: Job of {{Param.Show}}
parameterDefinitions:
- { name: Show, type: STRING, minLength: 3 }
- { name: Scene, type: PATH }
- { name: Samples, type: INT, minValue: 16 }
- { name: Frames, type: STRING, default: 1-4 }
- { name: Tiles, type: STRING }
jobEnvironments:
- name: Show
  variables: { SHOW: "{{Param.Show}}", FIXED: "{{Param.Frames}}" }
steps:
- name: Render
  parameterSpace:
    taskParameterDefinitions: [{ name: F, type: INT, range: "{{Param.Frames}}" }]
  script:
    embeddedFiles: [{ name: note, type: TEXT, data: "{{Param.Samples}} samples" }]
    actions:
      onRun: { command: render, args: ["{{Task.Param.F}}", "{{Param.Scene}}"] }
- name: Tiles
  parameterSpace:
    taskParameterDefinitions: [{ name: T, type: INT, range: "{{Param.Tiles}}" }]
  script:
    actions:
      onRun: { command: tile }
`;

function build(values: FormValues, text = TEXT) {
  const checked = checkDocument({ text, format: 'yaml', environments: [] });
  const setting = { pathFormat: 'POSIX', pathMappingRules: [] } as const;
  const built = buildJob(checked, {
    values,
    templateDirectory: '/b',
    workingDirectory: '/b',
    ...setting,
  });
  const context: ResolveContext | undefined = built.job && {
    job: built.job,
    text,
    layers: [],
    ...setting,
    missing: built.missing,
  };
  return { ...built, context };
}

describe('values that are missing', () => {
  it('leave known what does not depend on them', () => {
    const { result } = build({});
    expect(result.job?.missing).toEqual(['Show', 'Scene', 'Samples', 'Tiles']);
    expect(result.job?.steps).toMatchObject([
      { name: 'Render', count: '4', parameters: [{ name: 'F', first: '1', last: '4' }] },
      { name: 'Tiles', count: '0', needs: ['Tiles'] },
    ]);
    expect(result.problems.map(({ code }) => code)).toEqual(new Array(4).fill('parameter-missing'));
  });

  it('are never shown as something that they are not', () => {
    const { context } = build({ Tiles: '1-2' });
    const step = context?.job.steps[0];
    if (!context || !step) throw new Error('no job');
    const task = previewAction(context, environmentsOf(context.job, step), {
      kind: 'task',
      step,
      task: step.space.at(1n),
    });
    expect(task.words.map(({ text }) => text)).toEqual(['render', '2', '{{Param.Scene}}']);
    expect(task.files.map(({ data }) => data)).toEqual(['{{Param.Samples}} samples']);
    expect(task.layers[0]?.variables.map(({ name, value }) => `${name}=${value}`)).toEqual([
      'SHOW={{Param.Show}}',
      'FIXED=1-4',
    ]);
    expect(task.open).toBe(true);
    const [, , row] = new Plan(context, { kind: 'job' }).rows(0n, 9);
    expect(row?.command).toEqual(['render', '1', '{{Param.Scene}}']);
  });

  it('make no job where something else is wrong as well, and none is missing in one that is whole', () => {
    expect(build({ Samples: '1' }).result.job).toBe(undefined);
    const { result, missing } = build({ Show: 'abc', Scene: 's', Samples: '16', Tiles: '1' });
    expect(result.job?.missing).toBe(undefined);
    expect([...missing]).toEqual([]);
    expect(result.job?.steps[1]).toMatchObject({ count: '1' });
  });
});
