import { PARAMETER_OBJECTS, TASK_PARAMETER_OBJECTS } from '../../../../src/shared/model/index.ts';

export const STEP = 'specificationVersion: jobtemplate-2023-09\nsteps:\n  - name: A\n';
export const PARAMETERS = 'specificationVersion: jobtemplate-2023-09\nparameterDefinitions:\n';
export const ENVIRONMENT = 'specificationVersion: environment-2023-09\nenvironment:\n';

/** Where a mapping of each kind stands, with the cursor where its next key would be typed. */
export const PLACES: Readonly<Record<string, string>> = {
  JobTemplate: 'specificationVersion: jobtemplate-2023-09\n|',
  EnvironmentTemplate: 'specificationVersion: environment-2023-09\n|',
  ...Object.fromEntries(
    Object.entries(PARAMETER_OBJECTS).map(([type, name]) => [
      name,
      `${PARAMETERS}  - type: ${type}\n    |`,
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(PARAMETER_OBJECTS).map(([type, name]) => [
      name.replace(/^Job(.*)ParameterDefinition$/, '$1UserInterface'),
      `${PARAMETERS}  - type: ${type}\n    userInterface:\n      |`,
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(TASK_PARAMETER_OBJECTS).map(([type, name]) => [
      name,
      `${STEP}    parameterSpace:\n      taskParameterDefinitions:\n      - type: ${type}\n        |`,
    ]),
  ),
  JobPathParameterFileFilter: `${PARAMETERS}  - type: PATH\n    userInterface:\n      fileFilters:\n        - |`,
  StringItemConstraints: `${PARAMETERS}  - type: LIST[STRING]\n    item:\n      |`,
  IntItemConstraints: `${PARAMETERS}  - type: LIST[INT]\n    item:\n      |`,
  FloatItemConstraints: `${PARAMETERS}  - type: LIST[FLOAT]\n    item:\n      |`,
  IntListItemConstraints: `${PARAMETERS}  - type: LIST[LIST[INT]]\n    item:\n      |`,
  StepTemplate: `${STEP}    |`,
  StepDependency: `${STEP}    dependencies:\n      - |`,
  HostRequirements: `${STEP}    hostRequirements:\n      |`,
  AmountRequirement: `${STEP}    hostRequirements:\n      amounts:\n        - |`,
  AttributeRequirement: `${STEP}    hostRequirements:\n      attributes:\n        - |`,
  StepParameterSpaceDefinition: `${STEP}    parameterSpace:\n      |`,
  Chunks: `${STEP}    parameterSpace:\n      taskParameterDefinitions:\n        - type: CHUNK[INT]\n          name: Chunk\n          range: 1-9\n          chunks:\n            |`,
  StepScript: `${STEP}    script:\n      |`,
  StepActions: `${STEP}    script:\n      actions:\n        |`,
  Environment: `${ENVIRONMENT}  |`,
  EnvironmentScript: `${ENVIRONMENT}  script:\n    |`,
  EnvironmentActions: `${ENVIRONMENT}  script:\n    actions:\n      |`,
  Action: `${STEP}    script:\n      actions:\n        onRun:\n          |`,
  SimpleAction: `${STEP}    bash:\n      |`,
  CancelationMethod: `${STEP}    script:\n      actions:\n        onRun:\n          cancelation:\n            |`,
  EmbeddedFile: `${STEP}    script:\n      embeddedFiles:\n        - |`,
};
