import type * as Monaco from 'monaco-editor/editor/editor.api.js';

export type ThemeName = 'dark' | 'light';

/** The editor's theme is made from the page's tokens, so that a colour stands in one place only. */
export function defineEditorTheme(monaco: typeof Monaco, theme: ThemeName): void {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string) => sixDigits(style.getPropertyValue(`--${name}`).trim());
  const rule = (token: string, name: string) => ({ token, foreground: value(name).slice(1) });
  const line = value('line-soft');
  monaco.editor.defineTheme('jobwright', {
    base: theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      rule('', 'text'),
      rule('plain', 'text'),
      rule('mark', 'text'),
      rule('key', 'code-key'),
      rule('text', 'code-text'),
      rule('format', 'code-format'),
      rule('comment', 'code-comment'),
      rule('number', 'code-number'),
      rule('keyword', 'code-number'),
      rule('type', 'code-key'),
      rule('metatag', 'code-comment'),
      rule('formatBrace', 'code-format'),
      rule('parameter', 'code-format'),
      rule('variable', 'code-format'),
      rule('function', 'code-key'),
      rule('operator', 'text'),
      rule('string', 'code-text'),
    ],
    colors: {
      'editor.background': value('raised'),
      'editor.foreground': value('text'),
      'editorLineNumber.foreground': value('faint'),
      'editorLineNumber.activeForeground': value('text'),
      'editor.lineHighlightBackground': `${value('accent-ground')}00`,
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': value('selection'),
      'editorCursor.foreground': value('accent'),
      'editorIndentGuide.background1': line,
      'editorIndentGuide.activeBackground1': value('line-strong'),
      'editorWidget.background': value('panel'),
      'editorWidget.border': value('line'),
      'editorHoverWidget.background': value('panel'),
      'editorHoverWidget.border': value('line'),
      'editorSuggestWidget.background': value('panel'),
      'editorSuggestWidget.border': value('line'),
      'editorSuggestWidget.foreground': value('text'),
      'editorSuggestWidget.selectedBackground': value('accent-ground'),
      'editorSuggestWidget.selectedForeground': value('text'),
      'editorSuggestWidget.highlightForeground': value('accent'),
      'editorSuggestWidget.focusHighlightForeground': value('accent'),
      'list.hoverBackground': value('hover'),
      'list.focusBackground': value('accent-ground'),
      'list.activeSelectionBackground': value('accent-ground'),
      'list.activeSelectionForeground': value('text'),
      'editorError.foreground': value('failed'),
      'editorWarning.foreground': value('accent'),
      'editorInfo.foreground': value('running'),
      'editorBracketMatch.background': value('hover'),
      'editorBracketMatch.border': value('line-strong'),
      'scrollbarSlider.background': `${value('line-strong')}88`,
      'scrollbarSlider.hoverBackground': `${value('line-strong')}cc`,
      'scrollbarSlider.activeBackground': value('line-strong'),
      'scrollbar.shadow': '#00000000',
      'editorOverviewRuler.border': '#00000000',
      focusBorder: value('focus'),
      'input.background': value('raised'),
      'input.border': value('line'),
      'diffEditor.insertedTextBackground': `${value('done')}33`,
      'diffEditor.removedTextBackground': `${value('failed')}33`,
    },
  });
  monaco.editor.setTheme('jobwright');
}

/** A built style sheet shortens `#222222`; the editor wants all six digits. */
function sixDigits(colour: string): string {
  return /^#[0-9a-f]{3}$/i.test(colour) ? colour.replace(/[0-9a-f]/gi, '$&$&') : colour;
}
