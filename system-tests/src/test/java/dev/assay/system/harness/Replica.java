package dev.assay.system.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;

/** One more run-service beside that of a stack, on the same database and broker. */
public final class Replica implements AutoCloseable {

  private final Process process;
  private final String url;

  private Replica(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts one and waits until it is ready. Its log is kept with those of the stack. */
  public static Replica start(Stack stack) {
    try {
      int port = freePort();
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  // The home on the command line: what belongs to a stack is found by it.
                  "-Dassay.process=replica@" + stack.home(),
                  "-Xmx384m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-jar",
                  Cli.install()
                      .resolve("run-service/target/quarkus-app/quarkus-run.jar")
                      .toString())
              .redirectErrorStream(true)
              .redirectOutput(stack.home().resolve("logs/replica.log").toFile());
      builder.environment().putAll(stack.runServiceEnvironment(port));
      Replica replica = new Replica(builder.start(), "http://127.0.0.1:" + port);
      Api api = new Api(replica.url, stack.key());
      await("readiness of the replica")
          .atMost(Patience.LONG)
          .pollInterval(Duration.ofMillis(250))
          .ignoreExceptions()
          .until(() -> api.send("GET", "/q/health/ready", null).status() == 200);
      return replica;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public String url() {
    return url;
  }

  /** Kills it the hard way. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
