package dev.assay.link.faults;

import dev.assay.common.testing.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The parent's side of {@link BrokerMain}: a broker that can be killed, with its journal kept. */
final class BrokerProcess implements AutoCloseable {
  private static final String MARK = "broker ";

  private final Path data;
  private final int port;
  private final List<String> options;
  private Process process;
  private BufferedReader answers;

  private BrokerProcess(Path data, int port, List<String> options) {
    this.data = data;
    this.port = port;
    this.options = options;
  }

  /** Starts one on an empty journal. */
  static BrokerProcess start() {
    return start(List.of());
  }

  /** Starts one whose queues block their producers beyond so many bytes. */
  static BrokerProcess startBlockingAt(long bytes) {
    return start(List.of("-Dassay.faults.full=" + bytes));
  }

  private static BrokerProcess start(List<String> options) {
    try {
      BrokerProcess broker =
          new BrokerProcess(Files.createTempDirectory("assay-faults"), FreePort.find(), options);
      broker.restart();
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** SIGKILL: nothing is written, closed or said. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Starts it on the journal and the port of before. */
  void restart() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    command.add("-Dassay.artemis.data=" + data);
    command.add("-Dassay.artemis.port=" + port);
    command.addAll(options);
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-cp", path, BrokerMain.class.getName()));
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      answers = process.inputReader(StandardCharsets.UTF_8);
      String said = answer();
      if (!said.equals("started")) {
        throw new IllegalStateException("the broker does not start: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Number of messages in a queue, waiting or delivered and not settled. */
  long depth(String queue) {
    return Long.parseLong(ask("depth " + queue));
  }

  void create(String queue) {
    ask("create " + queue);
  }

  int closeConnections() {
    return Integer.parseInt(ask("close-connections"));
  }

  int destroyConsumers(String queue) {
    return Integer.parseInt(ask("destroy-consumers " + queue));
  }

  private String ask(String command) {
    try {
      process.outputWriter(StandardCharsets.UTF_8).append(command).append('\n').flush();
      return answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer() throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(MARK)) {
        return line.substring(MARK.length());
      }
    }
    throw new IOException("the broker has ended");
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
