package dev.assay.cli.stack;

import dev.assay.cli.stack.home.Layout;
import dev.assay.cli.stack.home.Lease;
import dev.assay.cli.stack.home.ProcessIdentity;
import dev.assay.cli.stack.home.StackException;
import dev.assay.cli.stack.home.StackState;
import dev.assay.cli.stack.process.Departure;
import dev.assay.cli.stack.process.LogFile;
import dev.assay.cli.stack.process.Session;
import dev.assay.cli.terminal.FileTrouble;
import dev.assay.common.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts, finds and stops the local stack of one home from the outside. */
public final class LocalStack {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(100);

  private final Layout layout;

  /**
   * @param layout of the stack
   */
  public LocalStack(Layout layout) {
    this.layout = layout;
  }

  /** Where this stack keeps its things. */
  public Layout layout() {
    return layout;
  }

  /** The state of a stack that is ready, or empty. */
  public Optional<StackState> running() {
    return StackState.read(layout).filter(s -> s.ready() && s.supervised());
  }

  /**
   * Waits while another process is starting or stopping the stack.
   *
   * @return whether it runs afterwards
   */
  public boolean settle() {
    long until = System.nanoTime() + STOP_LIMIT.toNanos();
    while (running().isEmpty() && System.nanoTime() < until) {
      Optional<ProcessHandle> supervisor =
          StackState.read(layout).map(StackState::supervisor).flatMap(ProcessIdentity::find);
      if (supervisor.isEmpty()
          || Departure.await(List.of(supervisor.get()), Duration.ofMillis(500))) {
        break;
      }
    }
    return running().isPresent();
  }

  /** How long it stays when nobody uses it, if there is such a limit. */
  public Lease lease() {
    return new Lease(layout);
  }

  /**
   * Starts the stack for a command that needs one on its way, and returns when it is ready. It goes
   * by itself when nobody has used it for a while.
   *
   * @param unused for how long
   * @param steps is told what gets ready
   * @throws StackException when it cannot start, with the reason
   */
  public void upForAWhile(Duration unused, Consumer<String> steps) {
    layout.create();
    lease().grant(unused);
    try {
      Process unusedSupervisor = start(1, false, steps);
    } catch (StackException e) {
      lease().end();
      throw e;
    }
    // It took its time to start.
    lease().use();
  }

  /**
   * Starts the stack and returns when it is ready.
   *
   * @param workers how many worker processes
   * @param attached true to end it with this process
   * @param steps is told what gets ready
   * @return the supervisor
   * @throws StackException when it cannot start, with the reason
   */
  public Process up(int workers, boolean attached, Consumer<String> steps) {
    layout.create();
    lease().end();
    return start(workers, attached, steps);
  }

  private Process start(int workers, boolean attached, Consumer<String> steps) {
    try {
      Process supervisor = spawn(workers, attached);
      BufferedReader told = supervisor.inputReader(StandardCharsets.UTF_8);
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        StackEvent event = Json.mapper().readValue(line, StackEvent.class);
        switch (event.kind()) {
          case STEP -> steps.accept(event.text());
          case READY -> {
            return supervisor;
          }
          case FAILED -> {
            boolean unused = Departure.await(List.of(supervisor.toHandle()), STOP_LIMIT);
            throw new StackException(event.text());
          }
        }
      }
    } catch (IOException e) {
      throw new StackException(
          "The stack's supervisor cannot be started (" + FileTrouble.said(e) + ").", e);
    }
    throw new StackException(
        "The stack's supervisor ended. The end of its log:\n  "
            + String.join("\n  ", new LogFile(layout.log("supervisor")).tail(10)));
  }

  /**
   * Stops the stack, also what an unsupervised one left behind.
   *
   * @return true when there was anything to stop
   */
  public boolean down() {
    Optional<StackState> state = StackState.read(layout);
    Optional<ProcessHandle> supervisor =
        state.map(StackState::supervisor).flatMap(ProcessIdentity::find);
    supervisor.ifPresent(
        process -> {
          process.destroy();
          if (!Departure.await(List.of(process), STOP_LIMIT)) {
            process.destroyForcibly();
          }
        });
    int left = new Leftovers(layout).stop();
    lease().end();
    try {
      Files.deleteIfExists(layout.state());
    } catch (IOException e) {
      throw new StackException(
          "Cannot remove " + layout.state() + " (" + FileTrouble.said(e) + ").", e);
    }
    return supervisor.isPresent() || left > 0;
  }

  /** What runs, for {@code assay status}. */
  public StackStatus status() {
    Optional<StackState> state = StackState.read(layout);
    boolean running = state.map(s -> s.ready() && s.supervised()).orElse(false);
    Map<String, Long> processes = new LinkedHashMap<>();
    state
        .map(StackState::supervisor)
        .filter(ProcessIdentity::isAlive)
        .ifPresent(s -> processes.put("supervisor", s.pid()));
    state.ifPresent(
        s ->
            s.processes()
                .forEach(
                    (name, identity) -> {
                      if (identity.isAlive()) {
                        processes.put(name, identity.pid());
                      }
                    }));
    String url = running ? state.get().url() : null;
    return new StackStatus(
        running,
        url,
        layout.apiKey().toString(),
        layout.home().toString(),
        running ? state.get().ports() : Map.of(),
        processes,
        running ? lease().left().map(Duration::toSeconds).orElse(null) : null);
  }

  /**
   * Where a browser is signed in at once: the page takes the key out of the address and exchanges
   * it for a cookie.
   *
   * @param url of run-service
   */
  public String page(String url) {
    return url + apiKey().map(key -> "/?token=" + key).orElse("/");
  }

  /** The first API key, or empty while run-service has not written it. */
  public Optional<String> apiKey() {
    try {
      return Files.exists(layout.apiKey())
          ? Optional.of(Files.readString(layout.apiKey()).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw new StackException(
          "Cannot read " + layout.apiKey() + " (" + FileTrouble.said(e) + ").", e);
    }
  }

  private Process spawn(int workers, boolean attached) throws IOException {
    new LogFile(layout.log("supervisor")).rotate();
    List<String> command = new ArrayList<>(Session.prefix());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            SupervisorMain.marker(layout),
            "-Xmx64m",
            "-Xshare:auto",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            StackPlan.LOG_FORMAT,
            "-cp",
            System.getProperty("java.class.path"),
            SupervisorMain.class.getName(),
            layout.home().toString(),
            install().toString(),
            Integer.toString(workers)));
    if (attached) {
      command.add(SupervisorMain.ATTACHED);
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(layout.log("supervisor").toFile()));
    if (!attached) {
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    }
    return builder.start();
  }

  private static Path install() {
    String install = System.getProperty("assay.install");
    if (install == null) {
      throw new StackException(
          "The folder of Assay is not known. Start through the assay script, or set ASSAY_URL and"
              + " ASSAY_API_KEY to use a server.");
    }
    return Path.of(install);
  }
}
