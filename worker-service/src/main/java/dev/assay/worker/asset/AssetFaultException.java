package dev.assay.worker.asset;

import dev.assay.worker.wire.WireFault;

/** Why an asset cannot be had. */
class AssetFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final WireFault.Kind kind;

  /**
   * A fault.
   *
   * @param kind REQUEST and REDIRECT will not mend by themselves
   * @param message a short sentence for a person, without a subject
   */
  AssetFaultException(WireFault.Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What the attempt of the call is told. */
  WireFault fault(AssetLink link) {
    String what = "asset " + link.sha256() + " " + getMessage();
    return switch (kind) {
      // Not the provider's doing, and another time it may be had.
      case CONNECT, BROKEN -> new WireFault(WireFault.Kind.PREPARATION, "The " + what + ".");
      case REQUEST, PREPARATION, UNUSABLE, IDENTITY, IDENTITY_AWAY, EGRESS, REDIRECT ->
          new WireFault(kind, "the " + what);
    };
  }

  /** run-service was not there or in trouble: worth asking again at once. */
  static final class Away extends AssetFaultException {
    private static final long serialVersionUID = 1L;

    Away(WireFault.Kind kind, String message) {
      super(kind, message);
    }
  }
}
