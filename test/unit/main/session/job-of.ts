import { createJob, decodeTemplate, type Job } from '../../../../src/shared/model/index.ts';

/** A job of a template's text; the template must be right. */
export function jobOf(text: string): Job {
  const decoded = decodeTemplate(text, { kind: 'job' });
  const problems = decoded.diagnostics.filter(({ severity }) => severity === 'error');
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  const { job, diagnostics } = createJob({
    template: decoded.template as Parameters<typeof createJob>[0]['template'],
    environments: [],
    parameters: {},
    templateDir: '/tmp',
    workingDir: '/tmp',
    pathFormat: 'POSIX',
  });
  if (job === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return job;
}

/** A template of one step that runs a shell script, with more of its fields as YAML text. */
export function shellJob(script: string, more: { action?: string; extra?: string } = {}): Job {
  return jobOf(`
specificationVersion: jobtemplate-2023-09
name: Test
${more.extra ?? ''}
steps:
  - name: Work
    script:
      actions:
        onRun:
          command: sh
          args: ["{{Task.File.Run}}"]
          ${more.action ?? ''}
      embeddedFiles:
        - name: Run
          type: TEXT
          data: |
${indent(script, 12)}
`);
}

export function indent(text: string, by: number): string {
  return text
    .split('\n')
    .map((line) => ' '.repeat(by) + line)
    .join('\n');
}
