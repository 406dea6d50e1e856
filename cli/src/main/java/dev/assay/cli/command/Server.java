package dev.assay.cli.command;

import dev.assay.cli.client.ApiClient;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.stack.LocalStack;
import dev.assay.cli.stack.home.Lease;
import dev.assay.cli.stack.home.StackState;
import dev.assay.cli.terminal.UsageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The server that a command talks to; closing it ends what was kept alive or started for it.
 *
 * @param client of its REST interface
 * @param variables that an evaluation file may use besides the environment
 * @param leaving true when the stack goes by itself after the command
 * @param stop what closing does
 */
public record Server(
    ApiClient client, Map<String, String> variables, boolean leaving, Runnable stop)
    implements AutoCloseable {
  private static final int LAST_PORT = 65_535;

  /**
   * For how long, in seconds, a stack stays unused that a run started; 0 to end it with the run.
   */
  static final String IDLE = "ASSAY_STACK_IDLE";

  private static final Duration UNUSED = Duration.ofMinutes(10);
  private static final Duration BEAT = Duration.ofSeconds(20);
  private static final String SIMULATOR_URL = "ASSAY_LOCAL_SIMULATOR_URL";

  /**
   * The server in {@code ASSAY_URL}, else the running local stack.
   *
   * @throws UsageException when there is neither
   */
  public static Server find(Context context) {
    return remote(context)
        .or(() -> local(context))
        .orElseThrow(
            () ->
                new UsageException(
                    "No server: start the local stack with 'assay up', or set ASSAY_URL and"
                        + " ASSAY_API_KEY."));
  }

  /** Whether {@link #find} looks for the local stack: {@code ASSAY_URL} names no other server. */
  public static boolean isLocal(Context context) {
    return context.environment().getOrDefault("ASSAY_URL", "").isBlank();
  }

  /**
   * Like {@link #find}, but starts a local stack when there is none. It stays for a while, since to
   * start and to stop one takes longer than most runs.
   */
  public static Server findOrStart(Context context) {
    return remote(context).or(() -> local(context)).orElseGet(() -> start(context));
  }

  @Override
  public void close() {
    stop.run();
  }

  private static Optional<Server> remote(Context context) {
    String url = context.environment().get("ASSAY_URL");
    if (url == null || url.isBlank()) {
      return Optional.empty();
    }
    if (!url.matches("(?i)https?://.+")) {
      throw new UsageException("ASSAY_URL must begin with http:// or https://, not: " + url);
    }
    String key = context.environment().get("ASSAY_API_KEY");
    if (key != null && !key.matches("[!-~]*")) {
      throw new UsageException(
          "ASSAY_API_KEY has a character that no key has, such as a space or the end of a line.");
    }
    try {
      ApiClient client = new ApiClient(address(url), key);
      return Optional.of(new Server(client, Map.of(), false, () -> {}));
    } catch (URISyntaxException e) {
      throw new UsageException("ASSAY_URL is no address: " + e.getMessage() + ".", e);
    }
  }

  private static URI address(String url) throws URISyntaxException {
    URI address = new URI(url);
    if (address.getRawQuery() != null || address.getRawFragment() != null) {
      throw new UsageException("ASSAY_URL must end before ? and #; a key goes into ASSAY_API_KEY.");
    }
    if (address.getHost() == null || address.getPort() > LAST_PORT) {
      throw new UsageException("ASSAY_URL needs a host, and a port up to 65535, not: " + url);
    }
    return address;
  }

  private static Optional<Server> local(Context context) {
    LocalStack stack = context.localStack();
    return stack
        .running()
        .map(
            state -> {
              boolean leaving = stack.lease().left().isPresent();
              return connect(stack, state, leaving, leaving ? use(stack.lease()) : () -> {});
            });
  }

  private static Server start(Context context) {
    LocalStack stack = context.localStack();
    Duration unused = unused(context);
    if (stack.settle()) {
      return local(context).orElseThrow();
    }
    context.console().say("Starting the local stack in " + stack.layout().home() + " …");
    Consumer<String> steps = context.console().terminal() ? step(context) : s -> {};
    if (!unused.isZero()) {
      stack.upForAWhile(unused, steps);
      StackState state = started(stack);
      Runnable after = leave(context, use(stack.lease()), unused, page(context, stack, state));
      return connect(stack, state, true, after);
    }
    Process supervisor = stack.up(1, true, steps);
    return connect(
        stack,
        started(stack),
        true,
        () -> {
          context.console().say("Stopping the local stack …");
          stack.down();
          supervisor.destroy();
        });
  }

  private static StackState started(LocalStack stack) {
    return stack
        .running()
        .orElseThrow(() -> new UsageException("The local stack ended while it started."));
  }

  private static Duration unused(Context context) {
    String chosen = context.environment().getOrDefault(IDLE, "").strip();
    if (chosen.isEmpty()) {
      return UNUSED;
    }
    if (!chosen.matches("\\d{1,9}")) {
      throw new UsageException(IDLE + " must be a number of seconds, not: " + chosen);
    }
    return Duration.ofSeconds(Long.parseLong(chosen));
  }

  /** Where the result can be looked at; a key stands in no log of a build. */
  private static String page(Context context, LocalStack stack, StackState state) {
    return context.console().terminal()
        ? "The results in a browser, signed in: " + stack.page(state.url())
        : "The results in a browser: 'assay up -d' prints the page's address with a key that signs"
            + " in.";
  }

  /** Says once, at the end, that the stack is still there, and where its page is. */
  private static Runnable leave(Context context, Runnable after, Duration unused, String page) {
    return () -> {
      after.run();
      context.console().say(page);
      context
          .console()
          .say(
              "The local stack stays for the next command and stops when it has not been used for "
                  + Amounts.duration((double) unused.toSeconds())
                  + "; 'assay down' stops it now, 'assay up -d' keeps it.");
    };
  }

  /** Uses the stack for as long as the command goes on. */
  private static Runnable use(Lease lease) {
    lease.use();
    ScheduledExecutorService beat =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lease");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        beat.scheduleWithFixedDelay(
            lease::use, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    return () -> {
      beat.shutdownNow();
      lease.use();
    };
  }

  private static Consumer<String> step(Context context) {
    return text -> context.console().say("  " + text);
  }

  private static Server connect(
      LocalStack stack, StackState state, boolean leaving, Runnable stop) {
    String key =
        stack
            .apiKey()
            .orElseThrow(
                () ->
                    new UsageException(
                        "The file " + stack.layout().apiKey() + " with the API key is missing."));
    Integer simulator = state.ports().get("simulator");
    return new Server(
        new ApiClient(URI.create(state.url()), key),
        simulator == null ? Map.of() : Map.of(SIMULATOR_URL, "http://127.0.0.1:" + simulator),
        leaving,
        stop);
  }
}
