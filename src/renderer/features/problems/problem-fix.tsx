import { useEffect, useState } from 'react';
import { inertText } from '../../../shared/text/inert.ts';
import type { Problem } from '../../language-worker/contract.ts';
import { fixesOf, type ProblemFix } from '../../stores/problem-fixes.ts';
import { Button } from '../../ui/button.tsx';

/** Asked for when typing has paused: findings come and go with every key. */
const PAUSE = 200;

/** The likeliest way to mend a finding, one click away. */
export function ProblemFixButton({ problem }: { readonly problem: Problem }) {
  const [fix, setFix] = useState<ProblemFix>();
  useEffect(() => {
    let current = true;
    const timer = setTimeout(
      () => void fixesOf(problem).then(([first]) => current && setFix(first)),
      PAUSE,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [problem]);
  if (!fix) return null;
  return (
    <Button look="quiet" className="problem-fix" onClick={fix.apply}>
      {inertText(fix.title)}
    </Button>
  );
}
