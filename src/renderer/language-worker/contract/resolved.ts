/** An action as it will run. */

/** Where a resolved value comes from. */
export interface Source {
  /** 0 is the job template, 1… the layered environment templates in their order. */
  readonly document: number;
  readonly line: number;
  readonly column: number;
  /** The symbols that it was made from: `Param.Quality`, `Task.Param.Frame`. */
  readonly names: readonly string[];
}

interface ResolvedWord {
  readonly text: string;
  readonly source: Source;
}

export interface ResolvedFileView {
  readonly name: string;
  readonly path: string;
  readonly data: string;
  readonly runnable: boolean;
  readonly endOfLine: 'AUTO' | 'LF' | 'CRLF';
  readonly source: Source;
}

/** An environment around an action, with what it is known to set before it runs. */
export interface ResolvedLayer {
  readonly name: string;
  readonly scope: 'external' | 'job' | 'step';
  /** The file of an environment template. */
  readonly path?: string;
  /** Its enter action may set more. */
  readonly enters: boolean;
  readonly variables: readonly {
    readonly name: string;
    readonly value: string;
    readonly source: Source;
    /** A later environment that sets it again. */
    readonly hiddenBy?: string;
  }[];
}

/** An action as it will run, as far as that is known before it does. */
export interface ResolvedTask {
  /** The command, then its arguments. */
  readonly words: readonly ResolvedWord[];
  readonly timeoutSeconds?: number;
  readonly cancelation: string;
  readonly notifyPeriodSeconds: number;
  readonly files: readonly ResolvedFileView[];
  /** In the order of entering. */
  readonly layers: readonly ResolvedLayer[];
  /** Values of the task's parameters. */
  readonly values: readonly { readonly name: string; readonly value: string }[];
  readonly chunk?: {
    readonly parameter: string;
    readonly count: string;
    readonly adaptive: boolean;
  };
  /** Paths that a rule changed. */
  readonly mapped: readonly {
    readonly name: string;
    readonly from: string;
    readonly to: string;
    readonly rule: number;
  }[];
  readonly rules: number;
  /** The hook that runs in place of the action, and the environment that has it. */
  readonly wrappedBy?: { readonly environment: string; readonly hook: string };
  readonly error?: string;
  /** Parts of it wait for a parameter's value and stand as they are written. */
  readonly open?: true;
}
