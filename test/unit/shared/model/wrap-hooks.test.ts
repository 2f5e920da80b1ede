import { describe } from 'vitest';
import { ACTION, type Data, environment, job, SCRIPT, testRules } from './support.ts';

const EXPR = { extensions: ['EXPR'] };

describe('wrap hooks (§4.3)', () => {
  const WRAP = { extensions: ['WRAP_ACTIONS', 'EXPR'] };
  const hooks = { onWrapEnvEnter: ACTION, onWrapTaskRun: ACTION, onWrapEnvExit: ACTION };
  const wrapping = (actions: Data, parts: Data = WRAP): Data =>
    environment({ script: { actions } }, parts);
  const USE = { command: '{{Env.File.Wrap}}' };
  /** Hooks that share a file, and a second file that names the first. */
  const shared = (actions: Data, more: Data = {}, data = '{{repr_sh(WrappedAction.Args)}}'): Data =>
    environment(
      {
        script: {
          actions: { onWrapEnvEnter: USE, onWrapTaskRun: USE, onWrapEnvExit: USE, ...actions },
          embeddedFiles: [
            { name: 'Wrap', type: 'TEXT', data },
            { name: 'Other', type: 'TEXT', data: '. {{Env.File.Wrap}}' },
          ],
        },
        ...more,
      },
      WRAP,
    );
  const inJob = (...names: string[]): Data => ({
    ...WRAP,
    jobEnvironments: names.map((name) => ({ name, script: { actions: hooks } })),
  });
  testRules([
    {
      rule: 'hooks',
      refused: [
        [
          'hooks without the extension',
          wrapping(hooks, EXPR),
          'extension-required',
          'extension-required',
          'extension-required',
        ],
        ['one hook', wrapping({ onWrapTaskRun: ACTION }), 'incomplete-wrap-hooks'],
        [
          'two hooks',
          wrapping({ onEnter: ACTION, onWrapEnvEnter: ACTION, onWrapEnvExit: ACTION }),
          'incomplete-wrap-hooks',
        ],
        ['two wrapping environments', job(inJob('A', 'B')), 'second-wrap-layer'],
        [
          'one in the job and one in a step',
          job(inJob('A'), { stepEnvironments: [{ name: 'B', script: { actions: hooks } }] }),
          'second-wrap-layer',
        ],
      ],
      accepted: [
        ['hooks alone', wrapping(hooks)],
        ['hooks with the rest', wrapping({ onEnter: ACTION, ...hooks, onExit: ACTION })],
        [
          'one in each of two steps',
          job({
            ...WRAP,
            steps: ['A', 'B'].map((name) => ({
              name,
              script: SCRIPT,
              stepEnvironments: [{ name: `E${name}`, script: { actions: hooks } }],
            })),
          }),
        ],
      ],
    },
    {
      rule: '§4.3.1 what hooks know',
      refused: [
        [
          'the action outside of hooks',
          wrapping({ ...hooks, onEnter: { command: '{{WrappedAction.Command}}' } }),
          'name-out-of-scope',
        ],
        [
          'the environment in onWrapTaskRun',
          wrapping({ ...hooks, onWrapTaskRun: { command: '{{WrappedEnv.Name}}' } }),
          'name-out-of-scope',
        ],
        [
          'the step in onWrapEnvExit',
          wrapping({ ...hooks, onWrapEnvExit: { command: '{{WrappedStep.Name}}' } }),
          'name-out-of-scope',
        ],
        [
          'the action in a file',
          environment(
            {
              script: {
                actions: hooks,
                embeddedFiles: [{ name: 'f', type: 'TEXT', data: '{{WrappedAction.Command}}' }],
              },
            },
            WRAP,
          ),
          'name-out-of-scope',
        ],
        ['the action in a file of onEnter', shared({ onEnter: USE }), 'name-out-of-scope'],
        [
          'the action in a file that another file of onEnter names',
          shared({ onEnter: { command: '{{Env.File.Other}}' } }),
          'name-out-of-scope',
        ],
        [
          'the action in a file that a variable names',
          shared({}, { variables: { V: '{{Env.File.Wrap}}' } }),
          'name-out-of-scope',
        ],
        [
          'the action in a let binding',
          environment({ script: { let: ['a = WrappedAction.Args'], actions: hooks } }, WRAP),
          'name-out-of-scope',
        ],
        [
          'the environment in a file that onWrapTaskRun uses as well',
          shared({}, {}, '{{WrappedEnv.Name}}'),
          'name-out-of-scope',
        ],
        [
          'a timeout without FEATURE_BUNDLE_1',
          wrapping({
            ...hooks,
            onWrapTaskRun: { ...ACTION, timeout: '{{WrappedAction.Timeout}}' },
          }),
          'extension-required',
        ],
      ],
      accepted: [
        ['the action in a file that the hooks share', shared({})],
        [
          'the step in a file of onWrapTaskRun',
          shared({ onWrapEnvEnter: ACTION, onWrapEnvExit: ACTION }, {}, '{{WrappedStep.Name}}'),
        ],
        [
          'the whole action',
          wrapping(
            {
              onWrapEnvEnter: { command: '{{WrappedEnv.Name}}' },
              onWrapEnvExit: { command: '{{WrappedEnv.Name}}' },
              onWrapTaskRun: {
                command: '{{WrappedStep.Name}}',
                args: [
                  '{{WrappedAction.Command}}',
                  '{{WrappedAction.Args}}',
                  '{{repr_sh(WrappedAction.Environment)}}',
                ],
                timeout: '{{WrappedAction.Timeout}}',
                cancelation: {
                  mode: '{{WrappedAction.Cancelation.Mode}}',
                  notifyPeriodInSeconds: '{{WrappedAction.Cancelation.NotifyPeriodInSeconds}}',
                },
              },
            },
            { extensions: ['WRAP_ACTIONS', 'EXPR', 'FEATURE_BUNDLE_1'] },
          ),
        ],
      ],
    },
  ]);
});
