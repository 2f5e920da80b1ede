import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import './dialog.css';

interface Props {
  readonly title: string;
  readonly width?: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** The title is said, not shown. */
  readonly bare?: boolean;
  readonly alert?: boolean;
}

/** A sheet in front of the window: focus stays in it, Escape leaves it. */
export function Dialog({
  title,
  width = 560,
  onClose,
  children,
  actions,
  bare = false,
  alert = false,
}: Props) {
  return (
    <ModalOverlay
      className="dialog-overlay"
      isOpen
      isDismissable={!alert}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={`dialog-modal ${bare ? 'dialog-top' : ''}`} style={{ width }}>
        <AriaDialog className="dialog" role={alert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" className={bare ? 'visually-hidden' : 'dialog-title'}>
            {title}
          </Heading>
          {children}
          {actions !== undefined && <div className="dialog-actions">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
