import { create } from 'zustand';
import type { ChangedLine } from '../../shared/language/index.ts';

/** What a rename would change, file by file; the empty path is the text in which it was asked for. */
export interface RenamePreview {
  readonly from: string;
  readonly to: string;
  readonly files: readonly { readonly path: string; readonly lines: readonly ChangedLine[] }[];
}

interface State {
  readonly asked: (RenamePreview & { answer(agreed: boolean): void }) | undefined;
}

export const useRenamePreview = create<State>()(() => ({ asked: undefined }));

/** Shows what a rename would change; true when that is agreed to. */
export function confirmRename(preview: RenamePreview): Promise<boolean> {
  useRenamePreview.getState().asked?.answer(false);
  return new Promise((resolve) => {
    const answer = (agreed: boolean): void => {
      useRenamePreview.setState({ asked: undefined });
      resolve(agreed);
    };
    useRenamePreview.setState({ asked: { ...preview, answer } });
  });
}
