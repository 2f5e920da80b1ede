import { useState } from 'react';
import { useJob } from '../../stores/job-store.ts';
import { resetAllValues, useParameters } from '../../stores/parameter-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { FarmSection } from './farm-section.tsx';
import { ParameterField } from './parameter-field.tsx';
import { ParameterGroup } from './parameter-group.tsx';
import { parameterGroups } from './parameter-groups.ts';
import { PresetMenu, PresetName } from './preset-menu.tsx';
import '../../ui/side-panel.css';
import './parameters.css';

/** The values of the next run, one control a parameter, in the template's groups. */
export function ParametersPanel({ wide = false }: { readonly wide?: boolean }) {
  const [naming, setNaming] = useState(false);
  const form = useJob((state) => state.check?.form);
  const isJob = useJob((state) => state.check?.kind !== undefined);
  const changed = useParameters((state) => state.values);
  const shown = form?.filter((parameter) => parameter.control !== 'HIDDEN') ?? [];
  const hidden = (form?.length ?? 0) - shown.length;
  const anyChanged = form?.some((parameter) => changed[parameter.name] !== undefined) ?? false;
  return (
    <section
      className={wide ? 'parameters parameters-wide' : 'parameters'}
      aria-label={words.parameters.title}
    >
      <div className="side-head">
        <h2 className="side-title">{words.parameters.title}</h2>
        <span className="parameters-tools">
          {anyChanged && (
            <Button look="quiet" className="parameters-reset" onClick={resetAllValues}>
              {words.parameters.resetAll}
            </Button>
          )}
          {shown.length > 0 && <PresetMenu naming={naming} onNaming={setNaming} />}
        </span>
      </div>
      {naming && <PresetName onEnd={() => setNaming(false)} />}
      {parameterGroups(shown).map((group) => (
        <ParameterGroup key={group.label} label={group.label}>
          {group.parameters.map((parameter) => (
            <ParameterField key={parameter.name} parameter={parameter} />
          ))}
        </ParameterGroup>
      ))}
      {form?.length === 0 && (
        <p className="dim">{isJob ? words.parameters.none : words.parameters.waiting}</p>
      )}
      <FarmSection />
      {hidden > 0 && <p className="side-help">{words.parameters.hidden(hidden)}</p>}
    </section>
  );
}
