package dev.assay.worker.simulated;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The simulated provider as a program of its own. Ends when its process is ended. */
public final class SimulatorServer {
  private SimulatorServer() {}

  /** See {@link SimulatorArguments#USAGE}. */
  public static void main(String[] args) {
    SimulatorArguments arguments;
    try {
      arguments = SimulatorArguments.of(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(SimulatorArguments.USAGE);
      System.exit(2);
      return;
    }
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    new SimulatorHttp(vertx, arguments.options())
        .listen(arguments.host(), arguments.port())
        .onSuccess(port -> announce(arguments, port))
        .onFailure(
            e -> {
              System.err.println(
                  "cannot listen on "
                      + arguments.host()
                      + ":"
                      + arguments.port()
                      + ": "
                      + e.getMessage());
              System.exit(1);
            });
  }

  private static void announce(SimulatorArguments arguments, int port) {
    System.out.println("simulated provider on http://" + arguments.host() + ":" + port + "/v1");
    if (arguments.portFile() == null) {
      return;
    }
    try {
      // A reader must never see half a number.
      Path whole = Path.of(arguments.portFile());
      Path part = Path.of(arguments.portFile() + ".part");
      Files.writeString(part, Integer.toString(port));
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the port file cannot be written", e);
    }
  }
}
