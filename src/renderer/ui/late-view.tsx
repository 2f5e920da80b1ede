import { type ComponentType, type FunctionComponent, useEffect, useState } from 'react';
import './late-view.css';

/** What stands in a view's place until its code is there. */
interface LateWords {
  readonly loading: string;
  readonly failed: string;
}

interface LateView<P> {
  readonly View: FunctionComponent<P>;
  /** Fetches the code before anyone asks for the view. */
  readonly load: () => Promise<void>;
}

/**
 * A view whose code comes when it is needed. React's `lazy` shows what waits even where the code is there, and
 * keeps it for 300 ms; this draws at once what has been loaded. What failed is tried again with the next visit.
 */
export function lateView<P extends object>(
  fetchCode: () => Promise<{ readonly default: ComponentType<P> }>,
  words: LateWords,
): LateView<P> {
  let code: ComponentType<P> | undefined;
  const load = async () => {
    code ??= (await fetchCode()).default;
  };
  function View(props: P) {
    const [state, setState] = useState<'loading' | 'there' | 'failed'>('loading');
    useEffect(() => {
      let shown = true;
      if (!code)
        load().then(
          () => shown && setState('there'),
          () => shown && setState('failed'),
        );
      return () => {
        shown = false;
      };
    }, []);
    if (code) {
      const Code = code;
      return <Code {...props} />;
    }
    return state === 'failed' ? (
      <p className="late-view" role="alert">
        {words.failed}
      </p>
    ) : (
      <p className="late-view">{words.loading}</p>
    );
  }
  return { View, load };
}
