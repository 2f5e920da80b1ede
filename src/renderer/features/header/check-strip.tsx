import { useState } from 'react';
import { inertText } from '../../../shared/text/inert.ts';
import {
  type CheckFinding,
  findingsKey,
  hideFindings,
  useChecks,
} from '../../stores/check-store.ts';
import { focusParameter } from '../../stores/focus-parameter.ts';
import { isActive } from '../../stores/run-data.ts';
import { useRun } from '../../stores/run-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import './check-strip.css';

/** Below the Run button: what would keep the job from running here, told before it is tried. */
export function CheckStrip() {
  const findings = useChecks((state) => state.findings) ?? [];
  const hidden = useChecks((state) => state.hidden);
  const active = useRun((state) => isActive(state.run));
  const [open, setOpen] = useState(false);
  if (findings.length === 0 || active || hidden === findingsKey(findings)) return null;
  const ordered = [...findings].sort((a, b) => rank(a) - rank(b));
  const [first] = ordered;
  if (!first) return null;
  return (
    <section className="check-strip" aria-label={words.checks.label}>
      <div className="check-head">
        {open ? (
          <h2 className="check-title">{words.checks.count(findings.length)}</h2>
        ) : (
          <Finding finding={first} />
        )}
        {findings.length > 1 && (
          <Button look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? words.checks.less : words.checks.more(findings.length - 1)}
          </Button>
        )}
        <Button look="quiet" aria-label={words.checks.hide} onClick={hideFindings}>
          <Icon name="close" size={12} />
        </Button>
      </div>
      {open && (
        <ul className="check-list scroll">
          {ordered.map((finding) => (
            <li key={`${finding.kind} ${finding.subject} ${finding.where}`}>
              <Finding finding={finding} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function rank({ severity, elsewhere }: CheckFinding): number {
  return (severity === 'error' ? 0 : 1) + (elsewhere ? 2 : 0);
}

function Finding({ finding }: { readonly finding: CheckFinding }) {
  const { severity, kind, message, where, parameter, elsewhere } = finding;
  // What the selected tasks do without stops none of them.
  const stops = severity === 'error' && !elsewhere;
  return (
    <p className={`check-finding check-${stops ? 'error' : 'warning'}`}>
      <StateGlyph state={stops ? 'failed' : 'waiting'} size={11} />
      <span className="check-kind">{words.checks.kinds[kind]}</span>
      <span className="cut" title={message}>
        {inertText(message)}
      </span>
      {parameter === undefined ? (
        <span className="dim cut">{inertText(where)}</span>
      ) : (
        <Button look="quiet" onClick={() => focusParameter(parameter)}>
          {inertText(where)}
        </Button>
      )}
      {elsewhere && <span className="dim check-note">{words.checks.elsewhere}</span>}
    </p>
  );
}
