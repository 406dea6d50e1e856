package dev.assay.worker.testing;

import dev.assay.worker.call.Slot;

/** A slot that is always free; remembers whether it is held. */
public final class FreeSlot implements Slot {
  private int granted;
  private boolean held;

  @Override
  public void request(boolean again, Runnable whenGranted) {
    granted++;
    held = true;
    whenGranted.run();
  }

  @Override
  public void withdraw() {
    held = false;
  }

  @Override
  public void release() {
    held = false;
  }

  public boolean held() {
    return held;
  }

  public int granted() {
    return granted;
  }
}
