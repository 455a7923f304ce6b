import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

export interface ConfirmProps {
  readonly title: string;
  /** What will happen. */
  readonly children: ComponentChildren;
  /** What the button says that does it. */
  readonly action: string;
  readonly isDangerous: boolean;
  readonly isBusy: boolean;
  /** Why it could not be done. */
  readonly complaint: string | undefined;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something is done that cannot be undone. The browser keeps the focus inside, and Escape means no. */
export function Confirm(props: ConfirmProps) {
  const { title, children, action, isDangerous, isBusy, complaint, onConfirm, onCancel } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isBusy) onConfirm();
  };
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onCancel}>
      <form onSubmit={submit}>
        <h2 id={id}>{title}</h2>
        {children}
        {complaint !== undefined && (
          <p class="complaint" role="alert">
            {complaint}
          </p>
        )}
        <div class="actions">
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" class={isDangerous ? "dangerous" : "main"} aria-disabled={isBusy}>
            {action}
          </button>
        </div>
      </form>
    </dialog>
  );
}
