import { useEffect, useState } from 'react';

interface ClipboardKeys {
  readonly copy?: () => void;
  readonly cut?: () => void;
  readonly paste?: (text: string) => void;
}

/**
 * What the keys of the clipboard, or the entries of a desktop's menu, do while an element has the focus. Their events
 * carry the text of the clipboard without a permission, and come to the document where nothing can be typed in.
 */
export function useClipboardKeys(keys: ClipboardKeys): {
  readonly onFocus: () => void;
  readonly onBlur: () => void;
} {
  const [focused, setFocused] = useState(false);
  useEffect(() => {
    if (!focused) return;
    const handle = (event: ClipboardEvent) => {
      const act = keys[event.type as keyof ClipboardKeys];
      // A text that someone marked on the screen is what they copy.
      const marked = event.type !== 'paste' && window.getSelection()?.isCollapsed === false;
      if (!act || marked) return;
      event.preventDefault();
      act(event.clipboardData?.getData('text/plain') ?? '');
    };
    for (const type of ['copy', 'cut', 'paste'] as const) document.addEventListener(type, handle);
    return () => {
      for (const type of ['copy', 'cut', 'paste'] as const)
        document.removeEventListener(type, handle);
    };
  }, [focused, keys]);
  return { onFocus: () => setFocused(true), onBlur: () => setFocused(false) };
}
