/** A template with so many steps of about 400 bytes and 14 lines each, like those that pipelines generate. */
export function templateWithSteps(steps: number, expr = false): string {
  const lines = [
    'specificationVersion: jobtemplate-2023-09',
    ...(expr ? ['extensions: [EXPR]'] : []),
    'name: "Bench {{Param.Shot}}"',
    'parameterDefinitions:',
    '- name: Shot',
    '  type: STRING',
    '  default: sh010',
    '- name: Frames',
    '  type: STRING',
    '  default: 1-240',
    'steps:',
  ];
  for (let step = 0; step < steps; step++)
    lines.push(
      `- name: Step ${step}`,
      ...(step > 0
        ? ['  dependencies:', `  - dependsOn: Step ${step - 1}`]
        : ['  # the first', '']),
      '  parameterSpace:',
      '    taskParameterDefinitions:',
      '    - { name: Frame, type: INT, range: "{{Param.Frames}}" }',
      '    - { name: Layer, type: STRING, range: [beauty, matte] }',
      '    combination: Frame * Layer',
      '  script:',
      '    actions:',
      '      onRun:',
      '        command: render',
      `        args: ["--shot", "{{Param.Shot}}", "--frame", ${expr ? '"{{Task.Param.Frame + 1}}"' : '"{{Task.Param.Frame}}"'}, "{{Task.Param.Layer}}"]`,
      '        timeout: 3600',
    );
  return `${lines.join('\n')}\n`;
}

/** The same with about so many lines. */
export function templateWithLines(lines: number): string {
  return templateWithSteps(Math.round((lines - 10) / 14));
}
