import { inertText } from '../../shared/text/inert.ts';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';
import './notice-list.css';

interface Props {
  readonly label: string;
  readonly closeLabel: string;
  readonly notices: readonly {
    readonly id: number;
    readonly kind: string;
    readonly text: string;
  }[];
  readonly onClose: (id: number) => void;
  /** In pixels at most. */
  readonly width?: number | undefined;
}

/** Things said in passing, in the corner; errors are said at once, nothing stands in the way. */
export function NoticeList({ label, closeLabel, notices, onClose, width }: Props) {
  return (
    <section
      className="notices"
      aria-label={label}
      aria-live="polite"
      style={width === undefined ? undefined : { width: `min(${width}px, 30vw)` }}
    >
      {notices.map((notice) => (
        <div
          key={notice.id}
          role={notice.kind === 'error' ? 'alert' : undefined}
          className={`notice notice-${notice.kind}`}
        >
          <span className="notice-text">{inertText(notice.text)}</span>
          <Button look="quiet" aria-label={closeLabel} onClick={() => onClose(notice.id)}>
            <Icon name="close" size={12} />
          </Button>
        </div>
      ))}
    </section>
  );
}
