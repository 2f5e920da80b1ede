import { create } from 'zustand';
import type { BundleTabs } from '../../shared/protocol/bundle.ts';

interface ViewState {
  /** Cards of the form that were opened or folded by hand, by their paths. */
  readonly cards: Readonly<Record<string, boolean>>;
  readonly formScroll: number;
  /** Steps that are folded in the graph. */
  readonly folded: ReadonlySet<string>;
}

/** How the form and the graph of the open bundle were left: another view in front changes nothing of it. */
export const useViews = create<ViewState>()(() => ({
  cards: {},
  formScroll: 0,
  folded: new Set(),
}));

export function setCard(id: string, open: boolean): void {
  useViews.setState(({ cards }) => ({ cards: { ...cards, [id]: open } }));
}

export function setFormScroll(formScroll: number): void {
  useViews.setState({ formScroll });
}

export function setFolded(folded: ReadonlySet<string>): void {
  useViews.setState({ folded });
}

/** Takes over how a bundle was left. */
export function restoreViews(tabs: BundleTabs | undefined): void {
  useViews.setState({
    cards: tabs?.form?.cards ?? {},
    formScroll: tabs?.form?.scroll ?? 0,
    folded: new Set(tabs?.folded ?? []),
  });
}
