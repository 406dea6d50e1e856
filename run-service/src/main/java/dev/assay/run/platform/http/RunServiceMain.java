package dev.assay.run.platform.http;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service, with what must be said before anything of the platform is loaded. */
@QuarkusMain
public final class RunServiceMain {
  private RunServiceMain() {}

  /** The process. */
  public static void main(String... arguments) {
    letAddressesIn();
    Quarkus.run(arguments);
  }

  /**
   * The platform answers an address that is no URI with an empty 400, before any code of ours is
   * asked. Let in, it is refused by {@link AddressForm}, with a sentence.
   */
  public static void letAddressesIn() {
    System.setProperty("vertx.disableURIValidation", "true");
  }
}
