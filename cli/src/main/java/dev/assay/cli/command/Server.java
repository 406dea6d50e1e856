package dev.assay.cli.command;

import dev.assay.cli.client.ApiClient;
import dev.assay.cli.stack.LocalStack;
import dev.assay.cli.stack.home.StackState;
import dev.assay.cli.terminal.UsageException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The server that a command talks to; closing it stops a stack that was started for it.
 *
 * @param client of its REST interface
 * @param variables that an evaluation file may use besides the environment
 * @param temporary true when the stack ends with the command
 * @param stop what closing does
 */
public record Server(
    ApiClient client, Map<String, String> variables, boolean temporary, Runnable stop)
    implements AutoCloseable {
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
   * Like {@link #find}, but starts a local stack for the time of the command when there is none.
   */
  public static Server findOrStart(Context context) {
    return remote(context).or(() -> local(context)).orElseGet(() -> start(context));
  }

  /** Where a person can look at a run. */
  public String page(String runId) {
    return client.base() + "/runs/" + runId;
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
    if (!url.matches("https?://.+")) {
      throw new UsageException("ASSAY_URL must begin with http:// or https://, not: " + url);
    }
    ApiClient client = new ApiClient(URI.create(url), context.environment().get("ASSAY_API_KEY"));
    return Optional.of(new Server(client, Map.of(), false, () -> {}));
  }

  private static Optional<Server> local(Context context) {
    LocalStack stack = context.localStack();
    return stack.running().map(state -> connect(stack, state, false, () -> {}));
  }

  private static Server start(Context context) {
    LocalStack stack = context.localStack();
    context.console().say("Starting the local stack in " + stack.layout().home() + " …");
    Process supervisor = stack.up(1, true, context.console().terminal() ? step(context) : s -> {});
    StackState state =
        stack
            .running()
            .orElseThrow(() -> new UsageException("The local stack ended while it started."));
    return connect(
        stack,
        state,
        true,
        () -> {
          context.console().say("Stopping the local stack …");
          stack.down();
          supervisor.destroy();
        });
  }

  private static java.util.function.Consumer<String> step(Context context) {
    return text -> context.console().say("  " + text);
  }

  private static Server connect(
      LocalStack stack, StackState state, boolean temporary, Runnable stop) {
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
        temporary,
        stop);
  }
}
