package dev.assay.run.engine.sweep;

import dev.assay.run.engine.sweep.SequelTroubles.Able;
import dev.assay.run.engine.troubles.FailureName;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.db.InOrder;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Asks every {@link Sequel} what is due and has it done, each by one replica at a time: some read
 * all answers of a run. One that cannot say holds up no other. What fails rests, and what fails too
 * often is given up with a sentence: whoever waits for it would wait for ever.
 */
@ApplicationScoped
public class Sequels {
  private static final Logger LOG = Logger.getLogger(Sequels.class);

  private final List<Sequel> all;
  private final SequelTroubles troubles;
  private final RunTroubles ending;
  private final Turns turns;

  /** With all that there are. */
  public Sequels(@All List<Sequel> all, SequelTroubles troubles, RunTroubles ending, Turns turns) {
    this.all = all;
    this.troubles = troubles;
    this.ending = ending;
    this.turns = turns;
  }

  /** Looks once; the item is how many were due. */
  public Uni<Integer> sweep() {
    return InOrder.map(all, this::sweep).map(due -> due.stream().mapToInt(Integer::intValue).sum());
  }

  private Uni<Integer> sweep(Sequel sequel) {
    return sequel
        .due()
        .flatMap(due -> troubles.able(sequel.name(), due))
        .onFailure()
        .invoke(e -> LOG.warnf("not known what is due sequel=%s error=%s", sequel.name(), e))
        .onFailure()
        .recoverWithItem(List.of())
        .flatMap(
            able ->
                ending
                    .each(sequel.name(), able, Able::id, one -> follow(sequel, one))
                    .replaceWith(able.size()));
  }

  /** The turn first: that another replica is at it is no success of this one. */
  private Uni<Void> follow(Sequel sequel, Able one) {
    return turns.alone(sequel.name(), one.id(), () -> attempt(sequel, one)).replaceWithVoid();
  }

  /** Fails only where a failure cannot be counted, or not be given up. */
  private Uni<Void> attempt(Sequel sequel, Able one) {
    return Uni.createFrom()
        .deferred(() -> sequel.follow(one.id()))
        .onItemOrFailure()
        .transformToUni(
            (done, failure) -> {
              if (failure != null) {
                return failed(sequel, one.id(), failure);
              }
              return one.troubled()
                  ? troubles.over(sequel.name(), one.id())
                  : Uni.createFrom().voidItem();
            });
  }

  private Uni<Void> failed(Sequel sequel, UUID id, Throwable failure) {
    LOG.warnf("step failed sequel=%s id=%s error=%s", sequel.name(), id, failure.toString());
    return troubles
        .failed(sequel.name(), id, failure)
        .flatMap(
            counted -> {
              if (counted == null || !counted.hopeless()) {
                return Uni.createFrom().voidItem();
              }
              LOG.errorf(failure, "given up sequel=%s id=%s", sequel.name(), id);
              return sequel
                  .giveUp(id, sentence(sequel.name(), counted.times(), failure))
                  .flatMap(ended -> troubles.over(sequel.name(), id));
            });
  }

  /** What failed in words; what lies behind it stands in the log. */
  private static String sentence(String name, int times, Throwable failure) {
    return "%s%s failed %d times in a row (%s) and was given up."
        .formatted(
            name.substring(0, 1).toUpperCase(Locale.ROOT),
            name.substring(1),
            times,
            FailureName.of(failure));
  }
}
