import { useEffect, useState } from 'react';
import type { ActionRecord } from '../../../shared/protocol/run.ts';
import { lineTime } from '../../../shared/text/log-text.ts';
import type { LogFeed } from '../../logs/log-feed.ts';
import {
  type ScriptPlace,
  scriptPlaceOf,
  showScript,
  showTemplateLine,
  templateLineOf,
} from '../../stores/log-place.ts';
import { type PaneName, showLog } from '../../stores/log-store.ts';
import { useRun } from '../../stores/run-store.ts';
import { showTaskOf } from '../../stores/tasks-of-actions.ts';
import { text as words } from '../../text/en.ts';
import { actionTitle } from './action-words.ts';
import { useLogVersion } from './use-log-window.ts';

interface Props {
  readonly feed: LogFeed;
  readonly pane: PaneName;
  readonly line: number;
  readonly action: ActionRecord;
}

/** The current line: its number and time, and the ways to its action, its script and the template. */
export function LineBar({ feed, pane, line: number, action: chosen }: Props) {
  useLogVersion(feed.buffer);
  const line = feed.buffer.line(number);
  const { data } = useRun.getState();
  const action = data.actions.get(line?.origin?.action ?? chosen.id) ?? chosen;
  const ownLine = line?.origin?.line ?? number;
  const script = useScriptPlace(action, ownLine);
  const templateLine = templateLineOf(action);
  if (!line) return null;
  const showAction = () => {
    void showTaskOf(action);
    showLog(action, { pin: true, line: ownLine, pane });
  };
  return (
    <p className="log-line-bar numbers">
      <span>{words.log.line(ownLine + 1)}</span>
      <span className="dim">{lineTime(line.time, 'local', 0)}</span>
      <span className="dim">{words.log.kinds[line.kind] ?? line.kind}</span>
      <button type="button" className="link cut" onClick={showAction}>
        {actionTitle(action)}
      </button>
      {script ? (
        <button type="button" className="link" onClick={() => showScript(script)}>
          {script.templateLine === undefined
            ? words.log.fileLine(script.file, script.line)
            : words.log.scriptLine(script.file, script.line, script.templateLine)}
        </button>
      ) : (
        templateLine !== undefined && (
          <button type="button" className="link" onClick={() => showTemplateLine(templateLine)}>
            {words.log.templateLine(templateLine)}
          </button>
        )
      )}
    </p>
  );
}

export function useScriptPlace(action: ActionRecord, line: number): ScriptPlace | undefined {
  const [place, setPlace] = useState<ScriptPlace>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: an action's log only grows behind the line.
  useEffect(() => {
    let current = true;
    setPlace(undefined);
    void scriptPlaceOf(action, line).then((found) => {
      if (current) setPlace(found);
    });
    return () => {
      current = false;
    };
  }, [action.id, line]);
  return place;
}
