package dev.assay.link.broker;

/**
 * How much may be with a handler at a time, in messages and in bytes. Messages are asked for a few
 * at a time, so that large ones overshoot by a few only. Belongs to one event loop.
 */
final class Window {
  private static final int AT_ONCE = 16;
  // A message takes memory beside its bytes.
  private static final int LEAST_BYTES = 1024;

  private final int most;
  private final long mostBytes;
  private int held;
  private long heldBytes;
  private int asked;
  private long asideBytes;

  Window(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
  }

  /** Most messages. */
  int most() {
    return most;
  }

  /** Nothing is held any more: the connection was lost. */
  void reset() {
    held = 0;
    heldBytes = 0;
    asked = 0;
    asideBytes = 0;
  }

  /** How many more to ask for now; they count as asked for. */
  int ask() {
    if (heldBytes >= mostBytes) {
      return 0;
    }
    int more = Math.max(0, Math.min(most - held - asked, AT_ONCE - asked));
    asked += more;
    return more;
  }

  /** One came. */
  void came(int bytes) {
    asked--;
    held++;
    heldBytes += bytes;
  }

  /** One was settled. */
  void settled(int bytes) {
    held--;
    heldBytes -= bytes;
  }

  /** One of those held is to count no more; false when as many bytes are aside as may be held. */
  boolean aside(int bytes) {
    if (asideBytes >= mostBytes) {
      return false;
    }
    settled(bytes);
    asideBytes += Math.max(LEAST_BYTES, bytes);
    return true;
  }

  /** One that was set aside was settled. */
  void asideSettled(int bytes) {
    asideBytes -= Math.max(LEAST_BYTES, bytes);
  }
}
