import { useEffect, useState } from 'react';
import type { PathMappingRule } from '../../../shared/protocol/setup.ts';
import { inertText } from '../../../shared/text/inert.ts';
import { mapPath } from '../../stores/setup-files.ts';
import { isComplete } from '../../stores/setup-store.ts';
import { text as words } from '../../text/en.ts';

/** A path to try: which rule matches it, and what becomes of it here. */
export function PathTester({ rules }: { readonly rules: readonly PathMappingRule[] }) {
  const [path, setPath] = useState('');
  const [mapped, setMapped] = useState<{ path: string; rule: PathMappingRule | undefined }>();
  useEffect(() => {
    let current = true;
    const complete = rules.filter(isComplete);
    if (path === '') setMapped(undefined);
    else
      void mapPath(path, complete).then((found) => {
        if (current) setMapped({ path: found.path, rule: complete[found.rule] });
      });
    return () => {
      current = false;
    };
  }, [path, rules]);
  return (
    <div className="tester">
      <label className="side-title" htmlFor="path-tester">
        {words.setup.tester}
      </label>
      <input
        id="path-tester"
        className="field mono"
        spellCheck={false}
        autoComplete="off"
        placeholder={words.setup.testerHint}
        value={path}
        onChange={(event) => setPath(event.target.value.trim())}
      />
      <div role="status" className="tester-result">
        {mapped && (
          <>
            <p className="mono">{inertText(mapped.path)}</p>
            <p className="side-help">
              {mapped.rule
                ? words.setup.matched(
                    rules.indexOf(mapped.rule) + 1,
                    inertText(mapped.rule.sourcePath),
                  )
                : words.setup.noMatch}
            </p>
          </>
        )}
      </div>
    </div>
  );
}
