package dev.assay.run.traffic.improve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.control.launch.RunLauncher;
import dev.assay.run.engine.sweep.Sequel;
import dev.assay.run.library.skills.Skill;
import dev.assay.run.library.skills.SkillRules;
import dev.assay.run.library.skills.StoredSkill;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.RunStore;
import dev.assay.run.traffic.asking.ModelReplies;
import dev.assay.run.traffic.improve.ImprovementStore.Open;
import dev.assay.run.traffic.improve.proposals.Proposal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Moves improvements on: of a model's reply a version is made, and of a version a run. What cannot
 * be, now or later, ends the improvement with a sentence; what may pass is tried again, until it is
 * given up.
 */
@ApplicationScoped
class ImprovementSteps implements Sequel {
  private static final Logger LOG = Logger.getLogger(ImprovementSteps.class);
  private static final int LONGEST = 1_000;

  private final ImprovementStore store;
  private final ModelReplies replies;
  private final ImprovedSkills skills;
  private final SkillRules rules;
  private final RunStore runs;
  private final Reruns reruns;
  private final RunLauncher launcher;

  ImprovementSteps(
      ImprovementStore store,
      ModelReplies replies,
      ImprovedSkills skills,
      SkillRules rules,
      RunStore runs,
      Reruns reruns,
      RunLauncher launcher) {
    this.store = store;
    this.replies = replies;
    this.skills = skills;
    this.rules = rules;
    this.runs = runs;
    this.reruns = reruns;
    this.launcher = launcher;
  }

  @Override
  public String name() {
    return "improving a skill";
  }

  @Override
  public Uni<List<UUID>> due() {
    return store.due();
  }

  @Override
  public Uni<Void> follow(UUID id) {
    return store
        .open(id)
        .flatMap(open -> open == null ? Uni.createFrom().voidItem() : step(open))
        .onFailure(ImprovementSteps::lasts)
        .recoverWithUni(e -> end(id, e.getMessage()));
  }

  @Override
  public Uni<Void> giveUp(UUID id, String why) {
    return end(id, why);
  }

  private Uni<Void> step(Open open) {
    return switch (open.improvement().state()) {
      case ASKING -> learn(open);
      case LAUNCHING -> launch(open);
      case DONE, FAILED -> Uni.createFrom().voidItem();
    };
  }

  /** What depends on others, or on how much there is to do, may be another time. */
  private static boolean lasts(Throwable e) {
    return e instanceof ProblemException problem
        && problem.code().status() < 500
        && problem.code() != ErrorCode.TOO_MANY_REQUESTS;
  }

  private Uni<Void> end(UUID id, String why) {
    LOG.infof("improvement failed improvement=%s", id);
    return store.fail(id, why.substring(0, Math.min(LONGEST, why.length())));
  }

  private Uni<Void> learn(Open open) {
    return replies
        .of(open.improvement().modelRun())
        .flatMap(reply -> reply == null ? Uni.createFrom().voidItem() : learn(open, reply));
  }

  private Uni<Void> learn(Open open, JsonNode reply) {
    Improvement one = open.improvement();
    String reference = one.skill() + "@" + one.fromVersion();
    return skills
        .find(open.workspaceId(), reference)
        .map(
            skill ->
                Proposal.read(reply, one.skill(), definition(skill, reference), open.provenance()))
        .call(proposed -> check(open, proposed))
        .flatMap(
            proposed ->
                store.keep(
                    open,
                    proposed,
                    "The model proposed what the newest version of "
                        + one.skill()
                        + " says already: there is no new version."))
        .flatMap(kept -> store.open(one.id()))
        .flatMap(
            next ->
                next == null || next.improvement().state() != Improvement.State.LAUNCHING
                    ? Uni.createFrom().voidItem()
                    : launch(next));
  }

  private static Skill definition(StoredSkill skill, String reference) {
    if (skill == null) {
      throw new ProblemException(
          ErrorCode.UNKNOWN_SKILL, "The version " + reference + " of the skill is gone.");
    }
    return skill.definition();
  }

  private Uni<Void> check(Open open, Skill proposed) {
    return Uni.createFrom()
        .deferred(() -> rules.check(open.workspaceId(), proposed))
        .onFailure(ImprovementSteps::lasts)
        .transform(
            e ->
                new ProblemException(
                    ((ProblemException) e).code(),
                    "The model's proposal is no skill that can be saved. " + e.getMessage()));
  }

  private Uni<Void> launch(Open open) {
    Improvement one = open.improvement();
    return runs.get(open.workspaceId(), one.run())
        .flatMap(
            run ->
                reruns
                    .request(open.workspaceId(), run, one.version())
                    .flatMap(request -> reruns.resolve(open.workspaceId(), run, request)))
        .onFailure(ImprovementSteps::lasts)
        .transform(
            e ->
                new ProblemException(
                    ((ProblemException) e).code(),
                    "Version "
                        + one.version()
                        + " is there, but its run could not be launched. "
                        + e.getMessage()))
        .flatMap(resolved -> store.launch(one.id(), tx -> launcher.launch(tx, resolved)))
        .invoke(launcher::launched);
  }
}
