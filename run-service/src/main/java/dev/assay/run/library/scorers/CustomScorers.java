package dev.assay.run.library.scorers;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.idempotency.Reply;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Saves custom scorers. What is saved is checked first, and can be used as it is. */
@ApplicationScoped
public class CustomScorers {
  private static final String PATH = "/v1/scorers";

  private final Drafts drafts;
  private final CustomScorerStore store;
  private final Idempotency idempotency;

  CustomScorers(Drafts drafts, CustomScorerStore store, Idempotency idempotency) {
    this.drafts = drafts;
    this.store = store;
    this.idempotency = idempotency;
  }

  /**
   * Saves under the name in the definition: a changed definition makes a new version.
   *
   * @param key of the request, null for none
   * @return 201 with the new version, 200 with the newest when it says the same already
   */
  public Uni<Response> save(Caller caller, String key, CustomScorer given) {
    if (given == null) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "Send the scorer as {name, kind, params}.",
          List.of(new Violation("", "is missing")));
    }
    return idempotency.answered(
        caller,
        PATH,
        key,
        given,
        drafts
            .check(given)
            .flatMap(
                checked ->
                    idempotency.once(
                        caller,
                        PATH,
                        key,
                        given,
                        () ->
                            store
                                .save(caller.workspaceId(), given.name(), given.named(null))
                                .map(saved -> reply(saved, checked)))));
  }

  /**
   * Saves under a name.
   *
   * @return as {@link #save(Caller, String, CustomScorer)}
   */
  public Uni<Response> put(Caller caller, String name, CustomScorer given) {
    if (given != null && given.name() != null && !given.name().equals(name)) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "A scorer cannot be renamed; leave the name out or give that of the path.",
          List.of(new Violation("name", "must be that of the path")));
    }
    return save(caller, null, given == null ? null : given.named(name));
  }

  private static Reply reply(CustomScorerStore.Saved saved, Drafts.Checked checked) {
    ScorerView view = ScorerView.of(saved.scorer(), checked.descriptor());
    String location = PATH + "/" + saved.scorer().name();
    return saved.made() ? Reply.created(location, view) : Reply.existing(location, view);
  }
}
