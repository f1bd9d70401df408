/**
 * Told when the process that forked this one has ended, even by kill -9: the IPC channel closes with it. Never, where
 * this process was started by hand. Does not keep the process alive.
 */
export function whenParentIsGone(act: () => void): void {
  if (process.send === undefined) return;
  if (!process.connected) {
    act();
    return;
  }
  process.once('disconnect', act);
  process.channel?.unref();
}
