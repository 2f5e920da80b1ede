import type { Fix } from '../../shared/language/index.ts';
import { language } from '../language-worker/client.ts';
import type { Problem } from '../language-worker/contract.ts';
import { useDocument } from './document-store.ts';
import { changeText } from './text-history.ts';

/** A fix of a finding, made by calling it. */
export interface ProblemFix {
  readonly title: string;
  readonly apply: () => void;
}

/** What mends a finding, the preferred first; nothing when the text has changed since it was made. */
export async function fixesOf(problem: Problem): Promise<readonly ProblemFix[]> {
  const { bundle, text } = useDocument.getState();
  if (!bundle || problem.source !== 'template') return [];
  const { start, end } = problem;
  const found = await language
    .call('fixes', { text, format: bundle.format, offset: start, end })
    .catch((): readonly Fix[] => []);
  return found
    .filter((fix) => fix.diagnosticCode === problem.code)
    .sort((left, right) => Number(right.preferred ?? false) - Number(left.preferred ?? false))
    .map(({ title, edits }) => ({
      title,
      apply: () => {
        if (useDocument.getState().text === text) changeText([edits]);
      },
    }));
}
