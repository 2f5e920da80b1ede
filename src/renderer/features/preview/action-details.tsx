import { useEffect, useState } from 'react';
import { inertText } from '../../../shared/text/inert.ts';
import type {
  ResolvedFileView,
  ResolvedLayer,
  ResolvedTask,
  Source,
} from '../../language-worker/contract.ts';
import { findProgram } from '../../stores/programs.ts';
import { showSource } from '../../stores/source-store.ts';
import { text as words } from '../../text/en.ts';
import { shellText } from '../../text/shell-text.ts';
import './preview.css';

const FILE_SHOWN = 20_000;

/** An action before it runs: its command, and all that is known of what surrounds it. */
export function ActionDetails({
  task,
  open,
}: {
  readonly task: ResolvedTask;
  /** Shows every part; without it they are folded, where there is little room. */
  readonly open: boolean;
}) {
  const command = task.words[0]?.text ?? '';
  const missing = useMissing(command);
  const variables = task.layers.reduce((sum, layer) => sum + layer.variables.length, 0);
  return (
    <>
      {task.error !== undefined && <p className="side-issue">{task.error}</p>}
      {task.words.length > 0 && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
          <pre className="preview-command mono" tabIndex={0}>
            {task.words.map((word, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: words have no other identity than their place.
              <span key={at} className={at > 0 ? 'preview-args' : undefined}>
                {at > 0 && ' '}
                <Traced source={word.source}>{shellText([word.text])}</Traced>
              </span>
            ))}
          </pre>
          {missing && <p className="side-issue">{words.preview.missing(shellText([command]))}</p>}
          <p className="side-help">{limits(task)}</p>
        </>
      )}
      {task.wrappedBy && (
        <p className="side-help">
          {words.preview.wrapped(task.wrappedBy.environment, task.wrappedBy.hook)}
        </p>
      )}
      {task.chunk && (
        <p className="side-help">
          {words.preview.chunk(task.chunk.count, task.chunk.parameter, task.chunk.adaptive)}
        </p>
      )}
      {task.layers.length > 0 && (
        <details className="preview-part" open={open}>
          <summary>{words.preview.variables(variables)}</summary>
          {task.layers.map((layer) => (
            <Layer key={`${layer.path ?? layer.scope} ${layer.name}`} layer={layer} />
          ))}
        </details>
      )}
      {task.files.length > 0 && (
        <details className="preview-part" open={open}>
          <summary>{words.preview.files(task.files.length)}</summary>
          {task.files.map((file) => (
            <FileText key={file.name} file={file} />
          ))}
        </details>
      )}
      <Mapping task={task} open={open} />
    </>
  );
}

function limits(task: ResolvedTask): string {
  return [
    task.timeoutSeconds === undefined
      ? words.preview.noTimeout
      : words.preview.timeout(task.timeoutSeconds),
    task.cancelation === 'TERMINATE'
      ? words.preview.terminate
      : words.preview.notify(task.notifyPeriodSeconds),
  ].join(', ');
}

/** A value that leads to its line; what it was made from is said when it is pointed at. */
function Traced({ source, children }: { readonly source: Source; readonly children: string }) {
  return (
    <button
      type="button"
      className="preview-traced"
      title={words.preview.source(source.line, source.names)}
      onClick={() => showSource(source)}
    >
      {inertText(children)}
    </button>
  );
}

function Layer({ layer }: { readonly layer: ResolvedLayer }) {
  return (
    <div className="preview-layer">
      <p
        className="preview-layer-name"
        title={layer.path === undefined ? undefined : inertText(layer.path)}
      >
        {inertText(layer.name)}
        <span className="dim"> · {words.preview.scopes[layer.scope]}</span>
      </p>
      <dl className="preview-variables mono">
        {layer.variables.map((variable) => (
          <div
            key={variable.name}
            className={variable.hiddenBy === undefined ? undefined : 'preview-hidden'}
          >
            <dt>{variable.name}</dt>
            <dd>
              <Traced source={variable.source}>{variable.value}</Traced>
              {variable.hiddenBy !== undefined && (
                <span className="preview-note"> {words.preview.hiddenBy(variable.hiddenBy)}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {layer.enters && <p className="side-help">{words.preview.setsMore}</p>}
      {!layer.enters && layer.variables.length === 0 && (
        <p className="side-help">{words.preview.setsNothing}</p>
      )}
    </div>
  );
}

function FileText({ file }: { readonly file: ResolvedFileView }) {
  const facts = [
    file.runnable && words.preview.runnable,
    words.preview.endOfLine[file.endOfLine],
  ].filter((fact) => fact !== false);
  return (
    <div className="preview-file">
      <p className="mono cut" title={inertText(file.path)}>
        <Traced source={file.source}>{inertText(file.path)}</Traced>
      </p>
      <p className="side-help">{facts.join(', ')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre className="preview-data mono scroll" tabIndex={0}>
        {file.data.slice(0, FILE_SHOWN).split('\n').map(inertText).join('\n')}
        {file.data.length > FILE_SHOWN && `\n${words.preview.cut(file.data.length - FILE_SHOWN)}`}
      </pre>
    </div>
  );
}

function Mapping({ task, open }: { readonly task: ResolvedTask; readonly open: boolean }) {
  if (task.rules === 0) return null;
  if (task.mapped.length === 0)
    return <p className="side-help">{words.preview.noneMapped(task.rules)}</p>;
  return (
    <details className="preview-part" open={open}>
      <summary>{words.preview.mapped(task.mapped.length)}</summary>
      <dl className="preview-variables mono">
        {task.mapped.map(({ name, from, to, rule }) => (
          <div key={`${name} ${from}`}>
            <dt title={words.preview.byRule(rule + 1)}>{name}</dt>
            <dd>
              {inertText(from)} → {inertText(to)}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** True when a command is not installed here: better told now than by a failed run. */
function useMissing(command: string): boolean {
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    let current = true;
    setMissing(false);
    void findProgram(command).then((path) => {
      if (current) setMissing(path === null);
    });
    return () => {
      current = false;
    };
  }, [command]);
  return missing;
}
