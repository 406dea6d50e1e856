package dev.assay.simulator;

import dev.assay.simulator.server.SimulatorHttp;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
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
    SimulatorHttp http = new SimulatorHttp(vertx, arguments.options());
    learn(http, arguments.answersFile());
    if (arguments.attached()) {
      endWithInput();
    }
    http.listen(arguments.host(), arguments.port())
        .onSuccess(port -> announce(arguments, port))
        .onFailure(e -> refuse(arguments, e));
  }

  private static void learn(SimulatorHttp http, String file) {
    if (file == null) {
      return;
    }
    try {
      int count = http.learn(Buffer.buffer(Files.readAllBytes(Path.of(file))));
      System.out.println(count + " answers from " + file);
    } catch (IOException e) {
      fail("The answers cannot be read from " + file + " (" + e + ").");
    } catch (IllegalArgumentException e) {
      fail(file + ": " + e.getMessage() + ".");
    }
  }

  private static void refuse(SimulatorArguments arguments, Throwable problem) {
    String address = arguments.host() + ":" + arguments.port();
    if (problem instanceof BindException) {
      fail(
          "Cannot listen on "
              + address
              + " ("
              + problem.getMessage()
              + "). If another program has the port, choose another one with --port, or --port 0"
              + " for any free one.");
    }
    fail("Cannot listen on " + address + ": " + problem.getMessage());
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(1);
  }

  /** Whoever started this holds the other end, and lets go of it also when killed. */
  private static void endWithInput() {
    Thread watch =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                System.err.println("standard input broke: " + e.getMessage());
              }
              System.exit(0);
            },
            "standard-input");
    watch.setDaemon(true);
    watch.start();
  }

  private static void announce(SimulatorArguments arguments, int port) {
    System.out.println("simulated provider on http://" + arguments.host() + ":" + port + "/v1");
    if (arguments.guide()) {
      SimulatorGuide.lines(arguments.host(), port, arguments.options().apiKey())
          .forEach(System.out::println);
    }
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
