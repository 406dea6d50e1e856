package dev.assay.run.library.skills;

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

/** Saves skills. What is saved is checked first, and can be run as it is. */
@ApplicationScoped
public class Skills {
  private static final String PATH = "/v1/skills";

  private final SkillRules rules;
  private final SkillStore store;
  private final Idempotency idempotency;

  Skills(SkillRules rules, SkillStore store, Idempotency idempotency) {
    this.rules = rules;
    this.store = store;
    this.idempotency = idempotency;
  }

  /**
   * Saves under the name in the definition: a changed definition makes a new version.
   *
   * @param key of the request, null for none
   * @return 201 with the new version, 200 with the newest when it says the same already
   */
  Uni<Response> save(Caller caller, String key, Skill given) {
    if (given == null) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "Send the skill as {name, prompt, output_schema, model}.",
          List.of(new Violation("", "is missing")));
    }
    return idempotency.answered(
        caller,
        PATH,
        key,
        given,
        rules
            .check(caller.workspaceId(), given)
            .flatMap(
                checked ->
                    idempotency.once(
                        caller,
                        PATH,
                        key,
                        given,
                        () ->
                            store
                                .save(caller.workspaceId(), given.name(), given)
                                .map(Skills::reply))));
  }

  /**
   * Saves under a name.
   *
   * @return as {@link #save}
   */
  Uni<Response> put(Caller caller, String name, Skill given) {
    if (given != null && given.name() != null && !given.name().equals(name)) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "A skill cannot be renamed; leave the name out or give that of the path.",
          List.of(new Violation("name", "must be that of the path")));
    }
    return save(caller, null, given == null ? null : given.named(name));
  }

  private static Reply reply(SkillStore.Saved saved) {
    String location = PATH + "/" + saved.skill().name();
    return saved.made()
        ? Reply.created(location, saved.skill())
        : Reply.existing(location, saved.skill());
  }
}
