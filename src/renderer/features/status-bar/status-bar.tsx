import { inertText } from '../../../shared/text/inert.ts';
import { useApp } from '../../stores/app-store.ts';
import { useDocument } from '../../stores/document-store.ts';
import { runLeft } from '../../stores/estimate.ts';
import { countProblems, useJob } from '../../stores/job-store.ts';
import { showBottomTab } from '../../stores/layout-store.ts';
import { showLog } from '../../stores/log-store.ts';
import { useRunElsewhere } from '../../stores/other-runs.ts';
import { isActive, runTotals } from '../../stores/run-data.ts';
import { adoptRun, useRun } from '../../stores/run-store.ts';
import { open } from '../../stores/session.ts';
import { text as words } from '../../text/en.ts';
import { clock, duration, roughly } from '../../text/numbers.ts';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { useNow } from '../../ui/use-now.ts';
import { barState } from './bar-state.ts';
import { FarmMenu } from './farm-menu.tsx';
import './status-bar.css';

/** The line at the bottom: what is going on, in words and shapes. */
export function StatusBar() {
  const connection = useApp((state) => state.connection);
  const bundle = useDocument((state) => state.bundle);
  const run = useRun((state) => state.run);
  const check = useJob((state) => state.check);
  const job = useJob();
  const problems = countProblems(job);
  const active = isActive(run);
  const now = useNow(active);
  const state = barState(bundle !== undefined, run, job);
  const totals = run && runTotals(run);
  const started = run?.startedAt ?? run?.createdAt;
  const data = useRun((state) => state.data);
  const left = run && runLeft(run, data, now);
  const stalled = active ? data.running().filter((one) => one.stalledSince !== undefined) : [];
  const share = totals && totals.total > 0n ? totals.ended / Number(totals.total) : 0;
  return (
    <footer>
      {/* The whole line changes ten times a second; what is worth saying aloud is said below. */}
      <div
        role="status"
        aria-live="off"
        aria-label={words.status.name}
        className="status-bar numbers"
      >
        <span className={`status-state status-${state.glyph}`}>
          <StateGlyph state={state.glyph} />
          {connection === 'lost' ? words.app.lost : state.text}
        </span>
        {run && totals && (
          <>
            <span
              role="progressbar"
              aria-label={words.status.progress}
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={Math.floor(share * 100)}
              className={`status-progress status-progress-${state.glyph}`}
            >
              <span style={{ width: `${share * 100}%` }} />
            </span>
            <span>{words.status.tasks(totals.ended, totals.total)}</span>
            {totals.failed > 0 && (
              <span className="failed-text">{words.run.failedBesides(totals.failed)}</span>
            )}
            {started !== undefined && (
              <span>
                {run.endedAt === undefined ? clock(now - started) : duration(run.endedAt - started)}
              </span>
            )}
            {left && (
              <span title={left.known && left.atLeast ? words.status.atLeastWhy : undefined}>
                {!left.known
                  ? words.status.noEstimate
                  : left.atLeast
                    ? words.status.atLeast(roughly(left.milliseconds))
                    : words.status.left(roughly(left.milliseconds))}
              </span>
            )}
            {stalled.length > 0 && (
              <button
                type="button"
                className="status-problems status-stalled"
                title={words.status.stalledWhy}
                onClick={() => stalled[0] && showLog(stalled[0], { pin: true })}
              >
                {words.status.stalled(stalled.length)}
              </button>
            )}
            {run.message !== undefined && !active && (
              <span className="cut status-message" title={inertText(run.message)}>
                {inertText(run.message)}
              </span>
            )}
          </>
        )}
        <span className="status-push" />
        <RunElsewhere />
        {bundle && problems.errors + problems.warnings > 0 && (
          <button
            type="button"
            className={`status-problems ${problems.errors > 0 ? 'failed-text' : ''}`}
            onClick={() => showBottomTab('problems')}
          >
            {words.status.problems(problems.errors + problems.warnings)}
          </button>
        )}
        {run && active && <span>{words.status.sessions(run.sessions)}</span>}
        {run && <span title={run.processKindReason}>{words.status.kinds[run.processKind]}</span>}
        {bundle && <FarmMenu />}
        {check?.specificationVersion !== undefined && (
          <span className="cut">
            {[
              check.specificationVersion.replace(/^(jobtemplate|environment)-/, ''),
              ...check.extensions,
            ].join(' · ')}
          </span>
        )}
      </div>
      <div className="visually-hidden" aria-live="polite">
        {run &&
          totals &&
          words.status.announce(
            words.run.states[run.state],
            active ? '' : words.status.tasks(totals.ended, totals.total),
          )}
      </div>
    </footer>
  );
}

/** A run that is not the one on the screen goes on: the way to it. */
function RunElsewhere() {
  const elsewhere = useRunElsewhere();
  if (!elsewhere) return null;
  const { run, count, ofThisBundle } = elsewhere;
  return (
    <button
      type="button"
      className="status-problems status-elsewhere"
      title={
        ofThisBundle ? words.status.elsewhereHere : words.status.elsewhereWhy(run.templatePath)
      }
      onClick={() => void (ofThisBundle ? adoptRun(run, 'here') : open(run.templatePath))}
    >
      <StateGlyph state="running" />
      <span className="cut">{words.status.elsewhere(inertText(run.name), count)}</span>
    </button>
  );
}
