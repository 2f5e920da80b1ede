import { inertText } from '../../../shared/text/inert.ts';
import type { FormParameter, FormValue } from '../../language-worker/contract.ts';
import { valueText } from '../../stores/form-values.ts';
import { useJob } from '../../stores/job-store.ts';
import { resetValue, setValue, useParameters } from '../../stores/parameter-store.ts';
import { text as words } from '../../text/en.ts';
import { HiddenCharacters } from '../../ui/hidden-characters.tsx';
import { Icon } from '../../ui/icons.tsx';
import { CheckControl } from './check-control.tsx';
import { DropdownControl } from './dropdown-control.tsx';
import { ListControl } from './list-control.tsx';
import { PathControl } from './path-control.tsx';
import { RecentMenu } from './recent-menu.tsx';
import { SpinControl } from './spin-control.tsx';
import { LineControl, MultilineControl } from './text-controls.tsx';

/** What every control is given. */
export interface ControlProps {
  readonly parameter: FormParameter;
  readonly value: FormValue | undefined;
  readonly onChange: (value: FormValue) => void;
  readonly id: string;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
}

const CONTROLS = {
  LINE_EDIT: LineControl,
  MULTILINE_EDIT: MultilineControl,
  DROPDOWN_LIST: DropdownControl,
  CHECK_BOX: CheckControl,
  SPIN_BOX: SpinControl,
  CHOOSE_INPUT_FILE: PathControl,
  CHOOSE_OUTPUT_FILE: PathControl,
  CHOOSE_DIRECTORY: PathControl,
  LIST: ListControl,
  HIDDEN: LineControl,
} as const;

/** A labelled control with its help, its messages and what it differs from. */
export function ParameterField({
  parameter,
  prefix = 'parameter',
  issues: given,
}: {
  readonly parameter: FormParameter;
  /** Begins the ids of what it shows; a page may show a parameter twice. */
  readonly prefix?: string;
  /** What is wrong with the value, where the job does not say it. */
  readonly issues?: readonly string[];
}) {
  const changed = useParameters((state) => state.values[parameter.name]);
  const issues = useJob((state) => state.issues[parameter.name]);
  const id = `${prefix}-${parameter.name}`;
  const value = changed ?? parameter.default;
  const messages =
    given ??
    issues ??
    (value === undefined && parameter.required ? [words.parameters.required] : []);
  const help = parameter.description ?? '';
  const isChanged = changed !== undefined && parameter.default !== undefined;
  const described = [help !== '' && `${id}-help`, messages.length > 0 && `${id}-issues`]
    .filter((part) => part !== false)
    .join(' ');
  const Control = CONTROLS[parameter.control];
  return (
    <div className="parameter">
      <div className="parameter-head">
        <label
          className="parameter-label cut"
          id={`${id}-label`}
          htmlFor={id}
          title={parameter.name}
        >
          {parameter.label}
        </label>
        <RecentMenu parameter={parameter} describedBy={`${id}-label`} />
        {isChanged && (
          <button
            type="button"
            className="parameter-changed"
            aria-describedby={`${id}-label`}
            aria-label={words.parameters.reset(shorten(valueText(parameter.default)))}
            title={words.parameters.reset(shorten(valueText(parameter.default)))}
            onClick={() => resetValue(parameter.name)}
          >
            <span className="parameter-dot" aria-hidden="true" />
            <Icon name="reset" size={12} />
          </button>
        )}
      </div>
      <Control
        parameter={parameter}
        value={value}
        onChange={(next) => setValue(parameter, next)}
        id={id}
        invalid={messages.length > 0}
        describedBy={described === '' ? undefined : described}
      />
      {typeof value === 'string' && parameter.control !== 'DROPDOWN_LIST' && (
        <HiddenCharacters
          text={value}
          lines={parameter.control === 'MULTILINE_EDIT'}
          say={words.fields.hidden}
          removeLabel={words.fields.removeHidden}
          onClean={(clean) => setValue(parameter, clean)}
        />
      )}
      {messages.length > 0 && (
        <div id={`${id}-issues`} className="side-issue">
          {messages.map((message) => (
            <p key={message}>{inertText(message)}</p>
          ))}
        </div>
      )}
      {(help !== '' || isChanged) && (
        <p id={`${id}-help`} className="side-help">
          {help}
          {isChanged && (
            <span className="parameter-default">
              {help === '' ? '' : ' '}
              {words.parameters.default(shorten(valueText(parameter.default)))}
            </span>
          )}
        </p>
      )}
    </div>
  );
}

function shorten(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return inertText(line.length > 60 || line !== text ? `${line.slice(0, 60)}…` : line);
}
