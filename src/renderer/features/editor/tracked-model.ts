import type { JsonValue, TextPlace } from '../../../shared/protocol/bundle.ts';
import { fingerprint } from '../../../shared/text/fingerprint.ts';
import { narrow } from '../../../shared/yaml/edit/text-edit.ts';
import { toModelEdits } from '../../editor/model-text.ts';
import { monaco } from '../../editor/monaco.ts';
import type { Batches, Changes, TextSink } from '../../stores/text-history.ts';
import { ModelText } from './model-text-of-record.ts';
import { UndoJournal } from './undo-journal.ts';

type Model = ReturnType<typeof monaco.editor.createModel>;

/** A model with the text that it stands for, whose history can be kept and made again. */
export class TrackedModel implements TextSink {
  readonly model: Model;
  readonly #onEdit: (text: string) => void;
  #known: ModelText;
  #journal: UndoJournal;
  #group: string | undefined;
  /** Set while changes are made here that nobody has to be told of. */
  #quiet = false;
  #applying = false;
  #taken: string | undefined;

  constructor(language: string, onEdit: (text: string) => void) {
    this.model = monaco.editor.createModel('', language);
    this.#onEdit = onEdit;
    this.#known = new ModelText(this.model, '');
    this.#journal = new UndoJournal(this.model.getAlternativeVersionId());
    this.model.onDidChangeContent((event) => {
      if (event.isFlush) return;
      const before = this.#known.text;
      if (this.#taken === undefined) this.#known.follow(event);
      else this.#known = new ModelText(this.model, this.#taken);
      if (!this.#applying) this.#journal.release();
      this.#journal.follow(before, this.#known.text, {
        kind: event.isUndoing ? 'undo' : event.isRedoing ? 'redo' : 'edit',
        version: this.model.getAlternativeVersionId(),
      });
      if (!this.#quiet) this.#onEdit(this.#known.text);
    });
  }

  get text(): string {
    return this.#known.text;
  }

  /** Colours of brackets would drown those of the text; an editor turns them on for what it shows. */
  withoutBracketColours(): void {
    this.model.updateOptions({
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    });
  }

  /** Begins with a text, makes changes of it, and takes those back that had been undone. */
  begin({ base, done, undone }: Changes): void {
    this.#quiet = true;
    this.model.setValue(base);
    this.#known = new ModelText(this.model, base);
    this.#journal = new UndoJournal(this.model.getAlternativeVersionId());
    for (const { batches, group } of [...done, ...undone]) this.apply(batches, group);
    for (const _ of undone) this.undo();
    this.#quiet = false;
  }

  /** Takes a text over that did not come from here, as an edit: undo brings the earlier one back. */
  take(text: string): void {
    const before = this.#known.text;
    const edits = narrow(before, { range: { start: 0, end: before.length }, text });
    if (edits.length === 0) return;
    this.#quiet = true;
    this.#taken = text;
    this.model.pushStackElement();
    this.model.pushEditOperations([], toModelEdits(before, edits), () => null);
    this.model.pushStackElement();
    this.#taken = undefined;
    this.#quiet = false;
  }

  apply(batches: Batches, group: string | undefined): void {
    if (group === undefined || group !== this.#group) {
      this.model.pushStackElement();
      this.#journal.hold();
    }
    this.#group = group;
    this.#applying = true;
    for (const edits of batches) {
      const operations = toModelEdits(this.#known.text, edits);
      const [first] = operations;
      // Where the cursor goes with undo and redo: to the place that changes.
      const before = first ? [caret(first.range.startLineNumber, first.range.startColumn)] : [];
      this.model.pushEditOperations(before, operations, ([back]) =>
        back ? [caret(back.range.endLineNumber, back.range.endColumn)] : null,
      );
    }
    this.#applying = false;
    if (group === undefined) this.#leaveGroup();
  }

  undo(): void {
    this.#leaveGroup();
    void this.model.undo();
  }

  redo(): void {
    this.#leaveGroup();
    void this.model.redo();
  }

  /** Where someone is, with what the editor tells of itself. */
  place(view: JsonValue): TextPlace {
    return { of: fingerprint(this.#known.text), view, ...this.#journal.steps() };
  }

  #leaveGroup(): void {
    this.#group = undefined;
    this.model.pushStackElement();
    this.#journal.release();
  }
}

function caret(line: number, column: number) {
  return new monaco.Selection(line, column, line, column);
}
