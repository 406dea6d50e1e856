package dev.assay.run.traffic.themes.naming;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.engine.sweep.Sequel;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.traffic.asking.ModelReplies;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes the names that a model has replied. What cannot be taken, now or later, ends the naming
 * with a sentence; what may pass is tried again, until it is given up.
 */
@ApplicationScoped
class NamingSteps implements Sequel {
  private static final Logger LOG = Logger.getLogger(NamingSteps.class);
  private static final int LONGEST = 1_000;

  private final NamingStore store;
  private final ModelReplies replies;

  NamingSteps(NamingStore store, ModelReplies replies) {
    this.store = store;
    this.replies = replies;
  }

  @Override
  public String name() {
    return "naming themes";
  }

  @Override
  public Uni<List<UUID>> due() {
    return store.due();
  }

  @Override
  public Uni<Void> follow(UUID id) {
    return store
        .open(id)
        .flatMap(open -> open == null ? Uni.createFrom().voidItem() : take(id, open))
        .onFailure(NamingSteps::lasts)
        .recoverWithUni(e -> end(id, e.getMessage()));
  }

  @Override
  public Uni<Void> giveUp(UUID id, String why) {
    return end(id, why);
  }

  private Uni<Void> take(UUID id, NamingStore.Open open) {
    return replies
        .of(open.modelRun())
        .flatMap(
            reply ->
                reply == null
                    ? Uni.createFrom().voidItem()
                    : store.keep(id, NameRules.read(reply, open.themes())));
  }

  /** What depends on others, or on how much there is to do, may be another time. */
  private static boolean lasts(Throwable e) {
    return e instanceof ProblemException problem
        && problem.code().status() < 500
        && problem.code() != ErrorCode.TOO_MANY_REQUESTS;
  }

  private Uni<Void> end(UUID id, String why) {
    LOG.infof("naming failed naming=%s", id);
    return store.fail(id, why.substring(0, Math.min(LONGEST, why.length())));
  }
}
