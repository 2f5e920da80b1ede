import type { PathMappingRule } from '../../../shared/protocol/setup.ts';
import { exportRules, importRules } from '../../stores/setup-files.ts';
import { isComplete, setRules, useSetup } from '../../stores/setup-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Select } from '../../ui/select.tsx';
import { PathTester } from './path-tester.tsx';
import '../../ui/field.css';

const FORMATS = ['POSIX', 'WINDOWS', 'URI'] as const;

/** Where paths of elsewhere are on this machine: rules edited in place, and a path to try them with. */
export function RuleEditor() {
  const rules = useSetup((state) => state.rules);
  const replace = (at: number, change: Partial<PathMappingRule>) =>
    setRules(rules.map((rule, other) => (other === at ? { ...rule, ...change } : rule)));
  return (
    <>
      <div className="side-head">
        <h2 className="side-title">{words.setup.rules}</h2>
        <span className="setup-tools">
          <Button look="quiet" onClick={() => void importRules()}>
            {words.setup.import}
          </Button>
          <Button
            look="quiet"
            disabled={!rules.some(isComplete)}
            onClick={() => exportRules(rules.filter(isComplete))}
          >
            {words.setup.export}
          </Button>
          <Button
            look="quiet"
            onClick={() =>
              setRules([
                ...rules,
                { sourcePathFormat: 'POSIX', sourcePath: '', destinationPath: '' },
              ])
            }
          >
            <Icon name="plus" size={12} /> {words.setup.addRule}
          </Button>
        </span>
      </div>
      {rules.length === 0 && <p className="side-help">{words.setup.noRules}</p>}
      <ol className="rules">
        {rules.map((rule, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no other identity than its place.
          <li key={at}>
            <div className="rule">
              <Select
                aria-label={words.setup.format(at + 1)}
                value={rule.sourcePathFormat}
                onChange={(event) => {
                  const format = FORMATS.find((one) => one === event.target.value);
                  if (format) replace(at, { sourcePathFormat: format });
                }}
              >
                {FORMATS.map((format) => (
                  <option key={format}>{format}</option>
                ))}
              </Select>
              <input
                className="field mono"
                spellCheck={false}
                autoComplete="off"
                aria-label={words.setup.source(at + 1)}
                placeholder={words.setup.sourceHint[rule.sourcePathFormat]}
                aria-invalid={rule.sourcePath === '' && rule.destinationPath !== ''}
                value={rule.sourcePath}
                onChange={(event) => replace(at, { sourcePath: event.target.value })}
              />
              <span aria-hidden="true" className="dim">
                →
              </span>
              <input
                className="field mono"
                spellCheck={false}
                autoComplete="off"
                aria-label={words.setup.destination(at + 1)}
                placeholder={words.setup.destinationHint}
                aria-invalid={rule.destinationPath === '' && rule.sourcePath !== ''}
                value={rule.destinationPath}
                onChange={(event) => replace(at, { destinationPath: event.target.value })}
              />
              <Button
                look="quiet"
                aria-label={words.setup.removeRule(at + 1)}
                onClick={() => setRules(rules.toSpliced(at, 1))}
              >
                <Icon name="close" size={12} />
              </Button>
            </div>
            {!isComplete(rule) && <p className="side-help">{words.setup.incomplete}</p>}
          </li>
        ))}
      </ol>
      {rules.length > 1 && <p className="side-help">{words.setup.longest}</p>}
      <PathTester rules={rules} />
    </>
  );
}
