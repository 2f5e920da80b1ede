import { create } from 'zustand';
import { language } from '../language-worker/client.ts';
import type { EditPath, TreeResult } from '../language-worker/contract.ts';
import { useDocument } from './document-store.ts';
import { useJob } from './job-store.ts';

interface FormState {
  /** The last document that could be read. */
  readonly tree: TreeResult | undefined;
  /** The text cannot be read any more: the form shows what was before. */
  readonly stale: boolean;
  /** What the form was asked to show, with a count so that the same can be asked for again. */
  readonly target: { readonly path: EditPath; readonly request: number } | undefined;
}

export const useForm = create<FormState>()(() => ({
  tree: undefined,
  stale: false,
  target: undefined,
}));

let reading = false;
let again = false;

/** Reads the document's tree; while one is on its way only the newest is asked for. */
async function read(): Promise<void> {
  if (reading) {
    again = true;
    return;
  }
  reading = true;
  try {
    do {
      again = false;
      const { bundle, text } = useDocument.getState();
      if (!bundle) break;
      const tree = await language.call('tree', { text, format: bundle.format });
      if (useDocument.getState().bundle?.template.path !== bundle.template.path) {
        again = true;
        continue;
      }
      useForm.setState(tree.root ? { tree, stale: false } : { stale: true });
    } while (again);
  } finally {
    reading = false;
  }
}

/** Reads the tree before the form is opened, so that it is there at once. */
export function prepareForm(): void {
  void read();
}

/** Keeps the form in step with the text while it is shown. */
export function watchTree(): () => void {
  void read();
  return useJob.subscribe((state, before) => {
    if (state.check !== before.check) void read();
  });
}

// Also while the form is away: what it shows must be of the bundle that is open.
useDocument.subscribe((state, before) => {
  if (state.bundle?.template.path !== before.bundle?.template.path)
    useForm.setState({ tree: undefined, stale: false, target: undefined });
});

let request = 0;

export function showInForm(path: EditPath): void {
  useForm.setState({ target: { path, request: ++request } });
}
