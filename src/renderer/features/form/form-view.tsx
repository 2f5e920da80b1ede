import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { SCHEMA } from '../../../shared/model/schema/index.ts';
import type { EditPath, TreeNode } from '../../language-worker/contract.ts';
import { useDocument } from '../../stores/document-store.ts';
import { useEditor } from '../../stores/editor-store.ts';
import { showInForm, useForm, watchTree } from '../../stores/form-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { setFormScroll, useViews } from '../../stores/view-store.ts';
import { text as words } from '../../text/en.ts';
import '../../ui/side-panel.css';
import { childOf, ROOT_OBJECTS, textOf } from './field-model.ts';
import './form.css';
import { Context, STEP_NAMES } from './form-context.ts';
import { ObjectBody } from './object-body.tsx';
import { idOf, pathAtLine } from './paths.ts';

interface Props {
  /** A parameter's control as people will see it. */
  readonly preview: (parameter: string) => ReactNode;
}

const NONE: readonly never[] = [];

/** The whole template as a form, made from the schema. Whatever it changes is a small change of the text. */
export default function FormView({ preview }: Props) {
  const tree = useForm((state) => state.tree);
  const stale = useForm((state) => state.stale);
  const problems = useJob((state) => state.check?.problems) ?? NONE;
  const readOnly = useDocument((state) => state.bundle?.template.readOnly ?? false);
  const host = useRef<HTMLElement>(null);
  useEffect(watchTree, []);
  const root = tree?.root;
  useReveal(host, root);
  useScroll(host, root !== undefined);
  const locked = stale || readOnly;
  const context = useMemo(
    () => ({ problems, steps: stepNames(root), text: tree?.text ?? '', locked, preview }),
    [problems, root, tree, locked, preview],
  );
  if (!tree || !root) return <p className="form-none">{words.form.none}</p>;
  return (
    <section
      className="form scroll"
      aria-label={words.form.label}
      ref={host}
      // With all fields out of use, keys must still scroll it.
      tabIndex={locked ? 0 : undefined}
    >
      {stale && (
        <p className="form-stale" role="status">
          {words.form.stale}
        </p>
      )}
      <Context value={context}>
        <datalist id={STEP_NAMES}>
          {context.steps.map((step) => (
            <option key={step} value={step} />
          ))}
        </datalist>
        <div className="form-root">
          <ObjectBody
            object={SCHEMA[ROOT_OBJECTS[tree.kind]]}
            node={root}
            path={[]}
            name={words.form.root}
          />
        </div>
      </Context>
    </section>
  );
}

function stepNames(root: TreeNode | undefined): readonly string[] {
  const steps = childOf(root, 'steps');
  return steps?.kind === 'seq'
    ? steps.items.map((step) => textOf(childOf(step, 'name')) ?? '')
    : [];
}

/** Comes back to where the form was left, and remembers it. */
function useScroll(host: { readonly current: HTMLElement | null }, shown: boolean): void {
  useEffect(() => {
    const element = host.current;
    if (!shown || !element) return;
    element.scrollTop = useViews.getState().formScroll;
    const keep = () => setFormScroll(element.scrollTop);
    element.addEventListener('scroll', keep, { passive: true });
    return () => element.removeEventListener('scroll', keep);
  }, [host, shown]);
}

/** What is asked for by its line, from the outline or a problem, is opened and brought into view. */
function useReveal(
  host: { readonly current: HTMLElement | null },
  root: TreeNode | undefined,
): void {
  const reveal = useEditor((state) => state.reveal);
  // What was chosen before the form was opened is shown too, without taking the focus.
  const before = useRef(reveal);
  const seen = useRef<typeof reveal>(undefined);
  useEffect(() => {
    if (!root || !reveal || reveal === seen.current) return;
    seen.current = reveal;
    const path = pathAtLine(root, reveal.line);
    showInForm(path);
    setTimeout(() => scrollTo(host.current, path, reveal !== before.current), 60);
  }, [host, root, reveal]);
}

function scrollTo(host: HTMLElement | null, path: EditPath, focus: boolean): void {
  for (let length = path.length; length > 0; length--) {
    const found = document.getElementById(idOf(path.slice(0, length)));
    if (!found || !host?.contains(found)) continue;
    found.scrollIntoView({ block: 'center' });
    if (focus && found.matches('input, select, textarea')) found.focus({ preventScroll: true });
    return;
  }
}
