import { inertText } from '../../../shared/text/inert.ts';
import type { Problem } from '../../language-worker/contract.ts';
import { showTemplateSide } from '../../stores/arrangement.ts';
import { revealInFile } from '../../stores/bundle-files.ts';
import { revealInEditor } from '../../stores/editor-store.ts';
import { focusParameter } from '../../stores/focus-parameter.ts';
import { allProblems, useJob } from '../../stores/job-store.ts';
import { showCentreTab, useLayout } from '../../stores/layout-store.ts';
import { text as words } from '../../text/en.ts';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { ProblemFixButton } from './problem-fix.tsx';
import './problems-panel.css';

/** Shown at most: a broken file can have thousands, and the first ones matter. */
const SHOWN = 500;
/** Of so many it is looked up how they are mended. */
const FIXED = 40;

/** Every finding of the template and its values; each leads to its place. */
export function ProblemsPanel() {
  const state = useJob();
  const problems = allProblems(state).toSorted(byWeight);
  const none = problems.every(({ severity }) => severity === 'hint');
  return (
    <div className="problems scroll">
      {none && (
        <p className="problems-none">
          <StateGlyph state="done" />{' '}
          {problems.length > 0 ? words.problems.hints(problems.length) : words.problems.none}
        </p>
      )}
      {problems.length > 0 && (
        <ul aria-label={words.problems.list}>
          {problems.slice(0, SHOWN).map((problem, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two findings may be equal in all but their place in the list.
            <li key={at} className="problem-row">
              <Entry problem={problem} />
              {at < FIXED && <ProblemFixButton problem={problem} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const WEIGHT: readonly Problem['severity'][] = ['error', 'warning', 'info', 'hint'];

/** What keeps the job from running comes first; within that the order of the text stays. */
function byWeight(one: Problem, other: Problem): number {
  return WEIGHT.indexOf(one.severity) - WEIGHT.indexOf(other.severity);
}

function Entry({ problem }: { readonly problem: Problem }) {
  return (
    <button
      type="button"
      className="problem"
      onClick={() => {
        if (problem.file !== undefined) {
          void revealInFile(problem.file, problem.line, problem.column);
        } else if (problem.source === 'template') {
          // The graph has no place for most findings.
          showTemplateSide();
          if (useLayout.getState().centreTab === 'graph') showCentreTab('yaml');
          revealInEditor(problem.line, problem.column);
        } else focusParameter(String(problem.path[1] ?? ''));
      }}
    >
      <span className={`problem-mark problem-${problem.severity}`}>
        <SeverityMark severity={problem.severity} />
        <span className="visually-hidden">{words.problems.severity[problem.severity]}</span>
      </span>
      <span className="problem-text">
        {problem.message}
        {problem.suggestion !== undefined && !problem.message.includes(problem.suggestion) && (
          <span className="dim"> {words.problems.suggestion(inertText(problem.suggestion))}</span>
        )}
      </span>
      <span className="problem-code mono">{problem.code}</span>
      <span className="problem-place numbers">
        {problem.file !== undefined && <span className="problem-file">{problem.file} </span>}
        {problem.source === 'values'
          ? words.problems.inValues
          : `${problem.line}:${problem.column}`}
      </span>
    </button>
  );
}

function SeverityMark({ severity }: { readonly severity: Problem['severity'] }) {
  if (severity === 'error') return <StateGlyph state="failed" />;
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {severity === 'warning' ? (
        <path d="M6 1.2 11.4 10.8H.6Z" fill="currentColor" />
      ) : (
        <circle cx="6" cy="6" r="3" fill="currentColor" />
      )}
    </svg>
  );
}
