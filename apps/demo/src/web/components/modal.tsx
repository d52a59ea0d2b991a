import { useEffect, useId, useRef } from "react";
import type { ReactNode } from "react";
import { useWords } from "../words/use-words.ts";
import { Icon } from "./icon.tsx";

type ModalProps = { title: string; className: string; onClose(): void; children: ReactNode };

/** A dialog over the page: the browser keeps the focus inside, and Escape closes it. */
export function Modal({ title, className, onClose, children }: ModalProps) {
  const words = useWords();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) element.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`modal ${className}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="modal-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="quiet" aria-label={words.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  );
}
