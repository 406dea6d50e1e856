package dev.assay.worker.testing;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file of hosts for the application's resolver, which a test may change between two look-ups. */
@ApplicationScoped
public class ChangingHosts implements VertxOptionsCustomizer, Consumer<VertxOptions> {
  private final Path file;

  /** With nothing but this machine in it. */
  public ChangingHosts() throws IOException {
    file = Files.createTempFile("hosts", ".txt");
    file.toFile().deleteOnExit();
    write("");
  }

  /** From now on this name is at this address. */
  public void set(String host, String address) {
    write(address + " " + host + "\n");
  }

  private void write(String more) {
    try {
      Files.writeString(file, "127.0.0.1 localhost\n" + more);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void accept(VertxOptions options) {
    options.getAddressResolverOptions().setHostsPath(file.toString()).setHostsRefreshPeriod(1);
  }
}
