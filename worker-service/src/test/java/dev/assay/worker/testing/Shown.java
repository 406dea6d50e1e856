package dev.assay.worker.testing;

import dev.assay.common.testing.SelfSigned;
import io.vertx.core.net.PfxOptions;

/** What a server shows of its keys. */
public final class Shown {
  private Shown() {}

  /** The certificate, with the key that proves it. */
  public static PfxOptions of(SelfSigned keys) {
    return new PfxOptions().setPath(keys.store().toString()).setPassword(SelfSigned.SECRET);
  }
}
