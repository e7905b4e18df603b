/** Closes a modal `<dialog>` when somebody taps beside it: a tap on the backdrop is one on the dialog itself, outside its box. Its `click` listener. */
export const closeOutside = ({ target, currentTarget, clientX, clientY }: MouseEvent): void => {
  const dialog = currentTarget as HTMLDialogElement;
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  if (target === dialog && (clientX < left || clientX > right || clientY < top || clientY > bottom)) dialog.close();
};
