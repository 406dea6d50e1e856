package dev.assay.run.traffic.asking;

import dev.assay.run.control.launch.LaunchResolver;
import dev.assay.run.control.launch.RunLauncher;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.idempotency.Reply;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.state.Purpose;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Function;

/**
 * Asks a model a question by a run of its own, with the retries, limits, budget and ledger of every
 * run. What waits for its reply is noted in the transaction that launches it: neither is there
 * without the other.
 */
@ApplicationScoped
public class ModelQuestions {
  private final LaunchResolver resolver;
  private final RunLauncher launcher;
  private final Idempotency idempotency;

  ModelQuestions(LaunchResolver resolver, RunLauncher launcher, Idempotency idempotency) {
    this.resolver = resolver;
    this.launcher = launcher;
    this.idempotency = idempotency;
  }

  /**
   * A request that has a model asked.
   *
   * @param key under which the same request has the same answer, null for none
   * @param path of it
   * @param body of it
   */
  public record Asking(Caller caller, String key, String path, Object body) {}

  /**
   * Notes what waits for a reply.
   *
   * @param <T> what is asked
   */
  public interface Noting<T> {
    /** What the request is answered; a failure takes back the launch. */
    Uni<Reply> note(SqlConnection tx, UUID modelRun, T question);
  }

  /**
   * Has the model asked; the same idempotency key and body give the same answer.
   *
   * @param purpose of the run
   * @param question what is asked, found out when it is asked for the first time
   * @param launch of the run that asks it
   * @param <T> what is asked
   */
  public <T> Uni<Response> ask(
      Asking asking,
      Purpose purpose,
      Uni<T> question,
      Function<T, LaunchRequest> launch,
      Noting<T> noting) {
    Caller caller = asking.caller();
    Uni<Response> first =
        question.flatMap(
            one ->
                resolver
                    .resolve(caller.workspaceId(), launch.apply(one))
                    .map(run -> run.launchedFor(purpose))
                    .flatMap(
                        run ->
                            idempotency.once(
                                caller,
                                asking.path(),
                                asking.key(),
                                asking.body(),
                                tx ->
                                    launcher
                                        .launch(tx, run)
                                        .flatMap(model -> noting.note(tx, model, one)))));
    return idempotency
        .answered(caller, asking.path(), asking.key(), asking.body(), first)
        .invoke(launcher::launched);
  }
}
