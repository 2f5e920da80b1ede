import {
  complete,
  definition,
  embeddedScripts,
  embedScript,
  fixes,
  folding,
  highlights,
  hover,
  links,
  outline,
  references,
  rename,
  renameable,
  semanticTokens,
  signatureHelp,
} from '../../shared/language/index.ts';
import type { AtParams, FormValues, LanguageMethods, TextParams } from './contract.ts';
import { openedDocument } from './documents.ts';
import { parameterInputs } from './form-model.ts';

type Authoring = Pick<
  LanguageMethods,
  | 'complete'
  | 'hover'
  | 'signature'
  | 'definition'
  | 'references'
  | 'highlights'
  | 'renameable'
  | 'rename'
  | 'fixes'
  | 'embed'
  | 'symbols'
  | 'folding'
  | 'links'
  | 'semantics'
  | 'scripts'
>;

/** What the editor asks while a template is written; `values` are those of the parameters now. */
export function authoring(values: () => FormValues): Authoring {
  const open = ({ text, format }: TextParams) => openedDocument(text, format);
  const around = ({ files }: AtParams) => ({
    ...(files === undefined ? {} : { files }),
    parameterValues: parameterInputs(values()),
  });
  return {
    complete: (at) => complete(open(at), at.offset, around(at)),
    hover: (at) => hover(open(at), at.offset, around(at)) ?? null,
    signature: (at) => signatureHelp(open(at), at.offset) ?? null,
    definition: (at) => definition(open(at), at.offset).map(({ range }) => range),
    references: (at) => references(open(at), at.offset),
    highlights: (at) => highlights(open(at), at.offset),
    renameable: (at) => renameable(open(at), at.offset) ?? null,
    rename: (at) => rename(open(at), at.offset, at.name, at.others),
    fixes: (at) => fixes(open(at), { start: at.offset, end: at.end }, around(at)),
    embed: (at) => embedScript(open(at), { start: at.offset, end: at.offset }, at.path, at.content),
    symbols: (params) => outline(open(params)),
    folding: (params) => folding(open(params)),
    links: (params) => links(open(params), { files: params.files }),
    semantics: (params) => semanticTokens(open(params)),
    scripts: (params) => embeddedScripts(open(params)),
  };
}
