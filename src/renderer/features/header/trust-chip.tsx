import { useDocument } from '../../stores/document-store.ts';
import { revokeTrust, showTrustSheet } from '../../stores/run-store.ts';
import { openSign, openSigners } from '../../stores/signature-store.ts';
import { text as words } from '../../text/en.ts';
import { MenuButton } from '../../ui/menu.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';

/** Whether this bundle may run commands here. */
export function TrustChip() {
  const trust = useDocument((state) => state.trust);
  const label =
    trust === 'trusted'
      ? words.header.trusted
      : trust === 'changed'
        ? words.header.changed
        : words.header.restricted;
  return (
    <MenuButton
      label={label}
      chevron={false}
      look={`normal trust-${trust}`}
      groups={[
        {
          id: 'trust',
          title: words.header.trustHelp[trust],
          entries: [
            {
              id: 'show',
              label: words.header.showCommands,
              action: () => void showTrustSheet(),
            },
            ...(trust === 'untrusted'
              ? []
              : [{ id: 'revoke', label: words.header.revoke, action: () => void revokeTrust() }]),
          ],
        },
        {
          id: 'signatures',
          title: words.signatures.title,
          entries: [
            { id: 'sign', label: words.signatures.sign, action: openSign },
            { id: 'signers', label: words.signatures.signers, action: () => void openSigners() },
          ],
        },
      ]}
    >
      <StateGlyph state={trust === 'trusted' ? 'done' : 'canceled'} />
      {label}
    </MenuButton>
  );
}
