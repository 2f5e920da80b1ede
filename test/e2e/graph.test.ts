import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  focusOn,
  keepPicture,
  makeBundle,
  openWindow,
  runAll,
  saved,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

const step = (name: string, on: readonly string[] = []) => `  - name: ${name}   # ${name}
${on.length === 0 ? '' : `    dependencies:\n${on.map((one) => `      - {dependsOn: ${one}}\n`).join('')}`}    stepEnvironments:
      - {name: Tools of ${name}, variables: {X: "1"}}
    script: {actions: {onRun: {command: echo, args: [${name}]}}}
`;

const template = (steps: string) =>
  `specificationVersion: jobtemplate-2023-09\nname: Graph\nsteps:\n${steps}`;
const THREE = template(step('Model') + step('Render', ['Model']) + step('Movie'));

const list = (page: Page) => page.getByRole('listbox', { name: 'Steps of the graph' });
const node = (page: Page, name: string) => page.locator(`.react-flow__node[data-id="${name}"]`);
async function openGraph(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Graph' }).click();
  await page.locator('.react-flow__node').first().waitFor();
  await atRest(page);
}

/** Waits until the graph no longer moves: its layout is there, and the same places in frame after frame. */
async function atRest(page: Page): Promise<void> {
  await page.locator('.graph-picture[data-refined=true]').waitFor();
  const places = () =>
    page
      .locator('.react-flow__viewport, .react-flow__node')
      .evaluateAll((found) => found.map((one) => one.getAttribute('style')).join('|'));
  for (let same = 0, last = ''; same < 4; await page.waitForTimeout(100)) {
    const now = await places();
    same = now === last ? same + 1 : 0;
    last = now;
  }
}

async function draw(page: Page, from: string, to: string): Promise<void> {
  const centre = async (name: string, kind: string) => {
    const box = await node(page, name).locator(`.react-flow__handle.${kind}`).boundingBox();
    if (!box) throw new Error(`${name} has no handle`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const a = await centre(from, 'source');
  const b = await centre(to, 'target');
  await page.mouse.move(a.x, a.y);
  await page.mouse.down();
  await page.mouse.move((a.x + b.x) / 2, b.y + 30, { steps: 6 });
  await page.mouse.move(b.x, b.y, { steps: 6 });
  await page.mouse.up();
}

async function save(page: Page, root: string, expected: string): Promise<void> {
  await page.keyboard.press('Control+S');
  await expect.poll(() => saved(root)).toBe(expected);
}

describe.skipIf(skipReason)('the graph', () => {
  it('draws a dependency as a small edit, refuses a circle with its chain, and undoes to the same bytes', async () => {
    const root = makeBundle(THREE);
    window = await openWindow({ path: root, colorScheme: 'dark' });
    const { page, errors } = window;
    await openGraph(page);
    await draw(page, 'Render', 'Movie');
    await page.getByText('3 steps, 2 dependencies').waitFor();
    const drawn = THREE.replace(
      '  - name: Movie   # Movie\n',
      '  - name: Movie   # Movie\n    dependencies:\n      - dependsOn: Render\n',
    );
    await save(page, root, drawn);
    await atRest(page);
    await draw(page, 'Movie', 'Model');
    await page.getByText('That would be a circle: Model → Movie → Render → Model.').waitFor();
    await keepPicture(page, 'graph-dark-1280');
    expect(await findings(page)).toEqual([]);
    // Undo means the template also where the focus is on a tab, and on a button beside it.
    for (const tab of ['Form', 'Graph']) await page.getByRole('tab', { name: tab }).click();
    await page.keyboard.press('Control+Z');
    await page.getByText('3 steps, 1 dependency').waitFor();
    await page.getByRole('button', { name: 'Scout' }).focus();
    await page.keyboard.press('Control+Y');
    await page.getByText('3 steps, 2 dependencies').waitFor();
    await page.keyboard.press('Control+Z');
    await page.getByText('3 steps, 1 dependency').waitFor();
    await save(page, root, THREE);
    expect(errors).toEqual([]);
  });

  it('does everything by keys: moves, chooses dependencies, adds and deletes steps', async () => {
    const root = makeBundle(THREE);
    window = await openWindow({ path: root, colorScheme: 'light' });
    const { page, errors } = window;
    await openGraph(page);
    await page.keyboard.press('Control+8');
    await focusOn(list(page));
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const chosen = () => list(page).locator('[aria-selected=true]').textContent();
    await expect.poll(() => chosen()).toMatch(/^Render, 1 task, depends on Model, Tools of Render/);
    await page.keyboard.press('d');
    const picker = page.getByRole('dialog', { name: 'Render depends on' });
    await picker.getByRole('checkbox', { name: 'Movie' }).check();
    await keepPicture(page, 'graph-picker-light-1280');
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByText('3 steps, 2 dependencies').waitFor();
    await list(page).focus();
    await page.keyboard.press('n');
    await page.getByText('4 steps, 3 dependencies').waitFor();
    await page.keyboard.press('Control+Z');
    await page.getByText('3 steps, 2 dependencies').waitFor();
    // The arrows of a step are reached by a key as well, and leave it again after the last.
    await page.keyboard.press('e');
    await page.getByText('Render depends on Model', { exact: true }).waitFor();
    await page.keyboard.press('e');
    await page.getByText('Render depends on Movie', { exact: true }).waitFor();
    await page.keyboard.press('Delete');
    await page.getByText('3 steps, 1 dependency').waitFor();
    await page.keyboard.press('Control+Z');
    await page.getByText('3 steps, 2 dependencies').waitFor();
    await page.keyboard.press('e');
    await page.keyboard.press('Escape');
    await page.getByText('3 steps, 2 dependencies').waitFor();
    // What names a step that goes, goes with it.
    await page.keyboard.press('Home');
    await page.keyboard.press('Delete');
    await page.getByText('2 steps, 1 dependency').waitFor();
    await page.keyboard.press('Control+Z');
    await page.getByText('3 steps, 2 dependencies').waitFor();
    await page.keyboard.press('Control+Z');
    await page.getByText('3 steps, 1 dependency').waitFor();
    await save(page, root, THREE);
    expect(errors).toEqual([]);
  });

  it('chooses several steps by keys, clicks and a frame, and removes them as one step of undo', async () => {
    const root = makeBundle(THREE);
    window = await openWindow({ path: root, colorScheme: 'dark' });
    const { page, errors } = window;
    await openGraph(page);
    const chosen = () => list(page).locator('[aria-selected=true]').count();
    await node(page, 'Model').click();
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByText('2 of 3 steps chosen').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('3 steps, 1 dependency').waitFor();
    await node(page, 'Movie').click({ modifiers: ['Shift'] });
    await node(page, 'Model').click({ modifiers: ['Control'] });
    await page.getByText('3 of 3 steps chosen').waitFor();
    await node(page, 'Model').click({ modifiers: ['Control'] });
    await page.getByText('2 of 3 steps chosen').waitFor();
    await keepPicture(page, 'graph-several-dark-1280');
    expect(await findings(page)).toEqual([]);
    // A frame around two of them.
    const model = await node(page, 'Model').boundingBox();
    const movie = await node(page, 'Movie').boundingBox();
    if (!model || !movie) throw new Error('no nodes');
    await page.locator('.react-flow__pane').click({ position: { x: 4, y: 4 } });
    expect(await chosen()).toBe(1);
    await page.keyboard.down('Shift');
    await page.mouse.move(model.x - 6, Math.min(model.y, movie.y) - 6);
    await page.mouse.down();
    await page.mouse.move(model.x + 20, Math.max(model.y, movie.y) + 20, { steps: 8 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await page.getByText('2 of 3 steps chosen').waitFor();
    await list(page).focus();
    await page.keyboard.press('Delete');
    await page.getByText('1 step, 0 dependencies').waitFor();
    await page.keyboard.press('Control+Z');
    await expect.poll(() => list(page).getByRole('option').count()).toBe(3);
    await save(page, root, THREE);
    expect(errors).toEqual([]);
  });

  it('copies, cuts, pastes and duplicates steps, also through the clipboard of the system', async () => {
    const root = makeBundle(THREE);
    window = await openWindow({ path: root, colorScheme: 'light' });
    const { page, errors } = window;
    await openGraph(page);
    const clipboard = () => page.evaluate<string>('navigator.clipboard.readText()');
    const names = () =>
      list(page)
        .getByRole('option')
        .allTextContents()
        .then((all) => all.map((one) => one.split(',')[0]));
    await node(page, 'Model').click();
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByText('2 of 3 steps chosen').waitFor();
    await page.keyboard.press('Control+C');
    await expect
      .poll(clipboard)
      .toBe(`${(step('Model') + step('Render', ['Model'])).replace(/^ {2}/gm, '')}`);
    await page.keyboard.press('Control+V');
    await expect.poll(names).toEqual(['Model', 'Render', 'Model2', 'Render2', 'Movie']);
    const pasted = template(
      step('Model') +
        step('Render', ['Model']) +
        (step('Model') + step('Render', ['Model']))
          .replace('name: Model ', 'name: Model2 ')
          .replace('name: Render ', 'name: Render2 ')
          .replace('dependsOn: Model', 'dependsOn: Model2') +
        step('Movie'),
    );
    await save(page, root, pasted);
    // The new ones are chosen: they go by one key, and come back by one step of undo.
    await page.getByText('2 of 5 steps chosen').waitFor();
    await list(page).focus();
    await page.keyboard.press('Control+X');
    await expect.poll(names).toEqual(['Model', 'Render', 'Movie']);
    await page.keyboard.press('Control+Z');
    await expect.poll(names).toEqual(['Model', 'Render', 'Model2', 'Render2', 'Movie']);
    await page.keyboard.press('Control+Z');
    await expect.poll(names).toEqual(['Model', 'Render', 'Movie']);
    await save(page, root, THREE);

    await page.keyboard.press('Home');
    await page.keyboard.press('Control+D');
    await expect.poll(names).toEqual(['Model', 'Model2', 'Render', 'Movie']);
    await page.keyboard.press('Control+Z');
    await expect.poll(names).toEqual(['Model', 'Render', 'Movie']);

    // A text of another program, by the button; what is none is refused in words.
    await page.evaluate(
      `navigator.clipboard.writeText('steps:\\n  - name: Note   # by mail\\n    script: {actions: {onRun: {command: echo}}}\\n')`,
    );
    await list(page).focus();
    await page.keyboard.press('End');
    await button(page, 'Edit').click();
    await page.getByRole('menuitem', { name: 'Paste' }).click();
    await expect.poll(names).toEqual(['Model', 'Render', 'Movie', 'Note']);
    await save(
      page,
      root,
      `${THREE}  - name: Note   # by mail\n    script: {actions: {onRun: {command: echo}}}\n`,
    );
    await page.evaluate(`navigator.clipboard.writeText('{name: Quality, type: INT}')`);
    await list(page).focus();
    await page.keyboard.press('Control+V');
    await page.getByText('What is on the clipboard is no step: that has no type.').waitFor();
    expect(await findings(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('pastes what was copied here where the clipboard is closed to the window', async () => {
    window = await openWindow({ path: makeBundle(THREE), permissions: [] });
    const { page } = window;
    await openGraph(page);
    await page.evaluate(
      `for (const name of ['readText', 'writeText'])
        navigator.clipboard[name] = () => Promise.reject(new DOMException('', 'NotAllowedError'))`,
    );
    await node(page, 'Movie').click();
    await button(page, 'Edit').click();
    await page.getByRole('menuitem', { name: 'Paste' }).click();
    await page.getByText(/^The clipboard may not be read by a button here/).waitFor();
    await list(page).focus();
    await page.keyboard.press('Control+C');
    await page.getByText('Copied for this window only: Movie.').waitFor();
    await page.keyboard.press('Control+V');
    await node(page, 'Movie2').waitFor();
    await button(page, 'Edit').click();
    await page.getByRole('menuitem', { name: 'Paste' }).click();
    await node(page, 'Movie3').waitFor();
  });

  it('shows states of a run, folds, and is handed over as a picture', async () => {
    window = await openWindow({ path: makeBundle(THREE), colorScheme: 'dark' });
    const { page, errors } = window;
    await openGraph(page);
    await runAll(page);
    await trust(page);
    await waitForStatus(page, 'Finished');
    await node(page, 'Render').locator('.glyph-done').waitFor();
    await node(page, 'Render').getByText('1/1').waitFor();
    await node(page, 'Model').click();
    await button(page, 'Fold').click();
    await node(page, 'Render').waitFor({ state: 'detached' });
    await node(page, 'Model').getByText('1 folded').waitFor();
    await button(page, 'Unfold').click();
    await node(page, 'Render').waitFor();
    const savedAs = async (format: string): Promise<Buffer> => {
      const downloading = page.waitForEvent('download');
      await button(page, 'Save picture').click();
      await page.getByRole('menuitem', { name: format }).click();
      return readFileSync(await (await downloading).path());
    };
    const svg = (await savedAs('As SVG')).toString('utf8');
    expect(svg).toContain('>Render</text>');
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    const png = await savedAs('As PNG');
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    // Twice as large as on the screen.
    const size = [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect(size).toEqual([Number(width) * 2, Number(height) * 2]);
    expect(errors).toEqual([]);
  });

  it('says that its code could not be loaded, and tries again when it is chosen again', async () => {
    window = await openWindow({ path: makeBundle(THREE) });
    const { page } = window;
    await page.route('**/graph-view*', (route) => route.abort());
    await page.getByRole('tab', { name: 'Graph' }).click();
    await page.getByRole('alert').getByText('This view could not be loaded.').waitFor();
    await page.unroute('**/graph-view*');
    await page.getByRole('tab', { name: 'Form' }).click();
    await page.getByRole('tab', { name: 'Graph' }).click();
    await node(page, 'Render').waitFor();
  });

  it('stays fluent with 500 steps', async () => {
    const many = Array.from({ length: 500 }, (_, at) =>
      step(`Step ${at}`, at < 20 ? [] : [`Step ${at - 20}`, `Step ${at - 13}`]),
    ).join('');
    window = await openWindow({ path: makeBundle(template(many)), colorScheme: 'dark' });
    const { page, errors } = window;
    await page
      .getByText('500 steps, ')
      .or(page.getByText('1 task', { exact: true }))
      .first()
      .waitFor();
    await page.getByRole('tab', { name: 'Graph' }).click();
    await page.getByText('500 steps, 960 dependencies').waitFor();
    await page.locator('.react-flow__node').first().waitFor();
    await atRest(page);
    expect(await page.locator('.react-flow__node').count()).toBeLessThan(200);
    await keepPicture(page, 'graph-500-dark-1280');
    await list(page).focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'End'])
      await page.keyboard.press(key);
    await expect
      .poll(() => list(page).locator('[aria-selected=true]').textContent())
      .toMatch(/^Step 499/);
    await page.getByRole('tab', { name: 'Form' }).click();
    await page
      .getByRole('region', { name: 'Step 499', exact: true })
      .waitFor({ state: 'attached' });
    expect(errors).toEqual([]);
  });
});
