import { PLAIN_JSON, PLAIN_YAML, templateLanguage } from './language.ts';

/** The language of a bundle's file in the editor: by its ending, else by the program of its first line. */
export function fileLanguage(path: string, isEnvironment: boolean, text: string): string {
  const name = path.toLowerCase();
  if (isEnvironment) return templateLanguage(name.endsWith('.json') ? 'json' : 'yaml');
  if (name.endsWith('.json')) return PLAIN_JSON;
  if (/\.ya?ml$/.test(name)) return PLAIN_YAML;
  if (/\.(?:sh|bash)$/.test(name)) return 'shell';
  if (/\.pyw?$/.test(name)) return 'python';
  if (/\.[cm]?js$/.test(name)) return 'javascript';
  if (/\.ps1$/.test(name)) return 'powershell';
  if (/\.(?:bat|cmd)$/.test(name)) return 'bat';
  const first = /^#!.*/.exec(text)?.[0] ?? '';
  if (/\bpython[\d.]*\b/.test(first)) return 'python';
  if (/\b(?:ba|da|k|z)?sh\b/.test(first)) return 'shell';
  return 'plaintext';
}
