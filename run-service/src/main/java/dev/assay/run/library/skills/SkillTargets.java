package dev.assay.run.library.skills;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.platform.paging.VersionReference;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.RunSpec;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Targets that name a skill: from the name to what is asked of whom, and back. */
@ApplicationScoped
public class SkillTargets {
  private static final String FIELD = "target.skill";
  private static final int LOOKED_AT = 1000;
  private static final int NAMED = 20;

  private final SkillStore store;

  SkillTargets(SkillStore store) {
    this.store = store;
  }

  /**
   * A target with all that its skill says of it; what stands beside the skill goes over that. A
   * skill without a version is the newest one that was adopted.
   *
   * @param target may name no skill, or be null
   * @return names the version that was found; fails with UNKNOWN_SKILL
   */
  public Uni<RunSpec.Target> resolve(UUID workspaceId, RunSpec.Target target) {
    // Where nobody is asked a skill has nothing to say: the rules refuse the two together.
    if (target == null || target.skill() == null || !target.asked()) {
      return Uni.createFrom().item(target);
    }
    return store
        .find(workspaceId, target.skill())
        .flatMap(
            found ->
                found == null
                    ? unknown(workspaceId, target.skill())
                    : Uni.createFrom().item(found.under(target)));
  }

  /**
   * The target of a run as a launch would give it: its skill, and what differs from that.
   *
   * @param target of the run
   * @param launched when the run was
   * @return all of it without the skill, when that is gone or came later under the same name
   */
  public Uni<RunSpec.Target> given(UUID workspaceId, RunSpec.Target target, Instant launched) {
    if (target == null || target.skill() == null) {
      return Uni.createFrom().item(target);
    }
    return store
        .find(workspaceId, target.skill())
        .map(
            found ->
                found == null || found.createdAt().isAfter(launched)
                    ? target.ofSkill(null)
                    : found.shortened(target));
  }

  private Uni<RunSpec.Target> unknown(UUID workspaceId, String reference) {
    VersionReference wanted = VersionReference.of(reference);
    return store
        .find(workspaceId, wanted.name())
        .flatMap(
            newest ->
                newest == null
                    ? store
                        .names(workspaceId, LOOKED_AT)
                        .map(names -> noSuchSkill(wanted.name(), names))
                    : Uni.createFrom().item(noSuchVersion(reference, newest)))
        .flatMap(sentence -> Uni.createFrom().failure(problem(sentence)));
  }

  private static String noSuchSkill(String name, List<String> names) {
    return "There is no skill "
        + name
        + (names.isEmpty()
            ? "; save one with POST /v1/skills."
            : "; there are: " + DidYouMean.all(names, NAMED) + "." + DidYouMean.ask(name, names));
  }

  private static String noSuchVersion(String reference, StoredSkill newest) {
    return "There is no version "
        + reference
        + " of the skill; its newest is "
        + newest.reference()
        + ". Did you mean "
        + newest.reference()
        + "?";
  }

  private static ProblemException problem(String sentence) {
    return new ProblemException(
        ErrorCode.UNKNOWN_SKILL, sentence, List.of(new Violation(FIELD, sentence)));
  }
}
