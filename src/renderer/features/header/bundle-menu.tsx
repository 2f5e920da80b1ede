import { useEffect, useState } from 'react';
import type { Bundle, RecentBundle } from '../../../shared/protocol/bundle.ts';
import { useApp } from '../../stores/app-store.ts';
import { openFile, useFiles } from '../../stores/bundle-files.ts';
import { saveAll, unsavedNames } from '../../stores/file-saving.ts';
import { listRecent } from '../../stores/library-store.ts';
import { count } from '../../stores/ranges.ts';
import { leaveBundle, open } from '../../stores/session.ts';
import { useTasks } from '../../stores/task-store.ts';
import { text as words } from '../../text/en.ts';
import { MenuButton } from '../../ui/menu.tsx';
import { elsewhereEntries } from './elsewhere-entries.ts';

interface Props {
  readonly bundle: Bundle;
  readonly dirty: boolean;
}

/** Which bundle is open; its menu leads to others. */
export function BundleMenu({ bundle, dirty }: Props) {
  const [recent, setRecent] = useState<readonly RecentBundle[]>([]);
  const path = bundle.template.path;
  useFiles((state) => state.files);
  const unsaved = unsavedNames();
  const platform = useApp((state) => state.info?.platform);
  const selected = useTasks((state) => state.selected);
  useEffect(() => {
    void listRecent().then((all) =>
      setRecent(all.filter((one) => one.path !== path && !one.missing).slice(0, 8)),
    );
  }, [path]);
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return (
    <div className="header-bundle">
      <MenuButton
        label={`${bundle.name} ▸ ${file}`}
        look="quiet"
        groups={[
          ...(unsaved.length === 0
            ? []
            : [
                {
                  id: 'unsaved',
                  title: words.bundleFiles.unsavedFiles,
                  entries: [
                    ...unsaved.map((name) => ({
                      id: `unsaved ${name}`,
                      label: name,
                      action: () => void openFile(name),
                    })),
                    {
                      id: 'save-all',
                      label: words.bundleFiles.saveAll(unsaved.length),
                      action: () => void saveAll(),
                    },
                  ],
                },
              ]),
          {
            id: 'elsewhere',
            title: words.elsewhere.title,
            entries: elsewhereEntries(platform, count(selected)),
          },
          {
            id: 'bundle',
            entries: [
              {
                id: 'start',
                label: words.header.startPage,
                action: leaveBundle,
              },
            ],
          },
          ...(recent.length === 0
            ? []
            : [
                {
                  id: 'recent',
                  title: words.header.recent,
                  entries: recent.map((one) => ({
                    id: one.path,
                    label: one.name,
                    detail: one.path,
                    action: () => void open(one.path),
                  })),
                },
              ]),
        ]}
      >
        <span className="header-path cut" title={path}>
          {`${bundle.name} ▸ ${file}`}
        </span>
      </MenuButton>
      {dirty && (
        <span
          className="header-dirty"
          role="img"
          aria-label={words.header.unsaved}
          title={words.header.unsaved}
        />
      )}
    </div>
  );
}
