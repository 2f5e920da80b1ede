import { describe, expect, it } from 'vitest';
import { decodeTemplate, type OperatingSystem } from '../../../../src/shared/model/index.ts';

function found(
  operatingSystems: readonly OperatingSystem[],
  { command = 'true', attribute = {} }: { command?: string; attribute?: object },
): string[] {
  const requirements = Object.keys(attribute).length > 0;
  const template = {
    specificationVersion: 'jobtemplate-2023-09',
    name: 'Systems',
    steps: [
      {
        name: 'Only',
        ...(requirements
          ? { hostRequirements: { attributes: [{ name: 'attr.worker.os.family', ...attribute }] } }
          : {}),
        script: { actions: { onRun: { command } } },
      },
    ],
  };
  const { diagnostics } = decodeTemplate(JSON.stringify(template), {
    format: 'json',
    profile: { name: 'Farm', operatingSystems },
  });
  return diagnostics.map(
    ({ severity, code, message, path }) => `${severity} ${code} at ${path.join('.')}: ${message}`,
  );
}

describe('the operating system of the workers', () => {
  const never = (value: string, at: string, systems: string): string =>
    `error worker-os at steps.0.hostRequirements.attributes.0.${at}: No worker of Farm runs ${value}: this step would never start. Its workers run ${systems}.`;

  it.each<[string, readonly OperatingSystem[], object, string[]]>([
    ['one that is offered', ['linux'], { anyOf: ['linux'] }, []],
    ['one of several', ['linux'], { anyOf: ['windows', 'LINUX'] }, []],
    [
      'none of several',
      ['linux'],
      { anyOf: ['windows', 'macos'] },
      [never('windows', 'anyOf.0', 'linux'), never('macos', 'anyOf.1', 'linux')],
    ],
    [
      'all of',
      ['linux', 'windows'],
      { allOf: ['macos'] },
      [never('macos', 'allOf.0', 'linux or windows')],
    ],
    ['a profile that says nothing', [], { anyOf: ['macos'] }, []],
  ])('is asked for %s', (_name, systems, attribute, expected) => {
    expect(found(systems, { attribute })).toEqual(expected);
  });

  const foreign = (command: string, systems: string): string =>
    `warning worker-os at steps.0.script.actions.onRun.command: "${command}" is no command of ${systems}, and that is what the workers of Farm run.`;

  it.each<[readonly OperatingSystem[], string, string[]]>([
    [['windows'], '/bin/sh', [foreign('/bin/sh', 'windows')]],
    [['windows'], 'python', []],
    [['linux', 'windows'], '/bin/sh', []],
    [['linux', 'windows'], 'cmd.exe', []],
    [['linux'], 'C:/tools/render.exe', [foreign('C:/tools/render.exe', 'linux')]],
    [['linux', 'macos'], 'powershell', [foreign('powershell', 'linux or macos')]],
    [['linux'], 'scripts/render.bat', [foreign('scripts/render.bat', 'linux')]],
    [['linux'], 'render.batch', []],
    [['linux'], '/usr/bin/cmdline', []],
  ])('%j and the command %s', (systems, command, expected) => {
    expect(found(systems, { command })).toEqual(expected);
  });
});
