import { describe, expect, it } from 'vitest';
import { createJob, decodeTemplate, type JobTemplate } from '../../../../src/shared/model/index.ts';

/** A million values each, and two million operations or more. */
const template = (count: number, value: (index: number) => string) => `
specificationVersion: jobtemplate-2023-09
extensions: [EXPR]
name: Long
parameterDefinitions: [{ name: N, type: INT, default: 1000000 }]
steps:
${Array.from(
  { length: count },
  (_, index) => `
  - name: S${index}
    let: ["x = ${value(index)}"]
    script: { actions: { onRun: { command: echo, args: ["{{x}}"] } } }`,
).join('')}
`;

describe('expressions of one template', () => {
  it('are worked out while it is checked up to a bound, which is told once', () => {
    const { diagnostics, valid } = decodeTemplate(
      template(40, (index) => `len([i + ${index} for i in range(1000000)])`),
    );
    expect(valid).toBe(true);
    expect(diagnostics.map(({ code, severity }) => ({ code, severity }))).toEqual([
      { code: 'unused-parameter', severity: 'hint' },
      { code: 'check-cut-short', severity: 'hint' },
    ]);
  });

  it('fail the creation of a job when they take too much together', () => {
    const decoded = decodeTemplate(
      template(20, (index) => `len([i + ${index} for i in range(Param.N)])`),
    );
    expect(decoded.valid).toBe(true);
    const { job, diagnostics } = createJob({
      template: decoded.template as JobTemplate,
      parameters: {},
      templateDir: '/bundle',
      workingDir: '/work',
      pathFormat: 'POSIX',
    });
    expect(job).toBeUndefined();
    expect(new Set(diagnostics.map(({ message }) => message))).toEqual(
      new Set(['The expressions take more than 30000000 operations together.']),
    );
  });
});
