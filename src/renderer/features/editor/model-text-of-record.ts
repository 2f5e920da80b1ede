import { applyChanges, hasMixedLineEnds, markLength } from '../../editor/model-text.ts';
import type { monaco } from '../../editor/monaco.ts';

type Model = ReturnType<typeof monaco.editor.createModel>;
type ContentEvent = Parameters<Parameters<Model['onDidChangeContent']>[0]>[0];

/** Texts that undo can come back to, of a document whose lines end in more than one way. */
const KEPT = 200;

/** The document's text, kept in step with a model that may spell line ends and marks differently. */
export class ModelText {
  text: string;
  readonly #model: Model;
  readonly #mixed: boolean;
  readonly #byVersion = new Map<number, string>();

  constructor(model: Model, text: string) {
    this.#model = model;
    this.text = text;
    this.#mixed = hasMixedLineEnds(text);
    this.#keep();
  }

  /** Takes a change of the model over. */
  follow(event: ContentEvent): void {
    if (this.#mixed) {
      const known = this.#byVersion.get(this.#model.getAlternativeVersionId());
      this.text = known ?? applyChanges(this.text, event.changes);
      this.#keep();
    } else {
      this.text = (markLength(this.text) > 0 ? '\uFEFF' : '') + this.#model.getValue();
    }
  }

  #keep(): void {
    if (!this.#mixed) return;
    this.#byVersion.set(this.#model.getAlternativeVersionId(), this.text);
    const oldest = this.#byVersion.keys().next().value;
    if (this.#byVersion.size > KEPT && oldest !== undefined) this.#byVersion.delete(oldest);
  }
}
