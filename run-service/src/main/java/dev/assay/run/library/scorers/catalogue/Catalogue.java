package dev.assay.run.library.scorers.catalogue;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.Address;
import dev.assay.common.message.CatalogueRequest;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.ScorerCatalogue;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.link.broker.BrokerAwayException;
import dev.assay.link.broker.BrokerLink;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.problem.ProblemException;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * What scoring-service can score. It is asked now and then; what it last said is kept in the
 * database, so that runs can be accepted while it is away.
 */
@ApplicationScoped
public class Catalogue {
  private static final Logger LOG = Logger.getLogger(Catalogue.class);
  private static final String KEEP =
      """
      insert into scorer_catalogue (id, version, descriptor, updated_at)
      select i.id, i.version, i.descriptor::json, now()
      from unnest($1::text[], $2::int[], $3::text[]) as i(id, version, descriptor)
      on conflict (id) do update set version = excluded.version,
        descriptor = excluded.descriptor, updated_at = excluded.updated_at
      """;
  private static final String READ = "select descriptor::text as descriptor from scorer_catalogue";

  private final Db db;
  private final BrokerLink link;
  private final ScorerConfig config;
  private final Vertx vertx;
  private volatile Map<String, ScorerDescriptor> known = Map.of();

  public Catalogue(Db db, BrokerLink link, ScorerConfig config, Vertx vertx) {
    this.db = db;
    this.link = link;
    this.config = config;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(
        config.refresh().toMillis(),
        id ->
            ask()
                .subscribe()
                .with(
                    fresh -> LOG.debugf("catalogue read scorers=%d", fresh.size()),
                    e -> LOG.debugf("catalogue not read: %s", e.getMessage())));
  }

  /**
   * Every scorer by id, in the order of ids.
   *
   * @return fails with SCORING_UNAVAILABLE when scoring-service was never heard
   */
  public Uni<Map<String, ScorerDescriptor>> all() {
    if (!known.isEmpty()) {
      return Uni.createFrom().item(known);
    }
    return ask()
        .onFailure(BrokerAwayException.class)
        .recoverWithUni(this::remembered)
        .invoke(
            found -> {
              if (found.isEmpty()) {
                throw new ProblemException(
                    ErrorCode.SCORING_UNAVAILABLE,
                    "The scoring-service has not said yet what it can score."
                        + " Start it, or try again in a moment.");
              }
            });
  }

  private Uni<Map<String, ScorerDescriptor>> ask() {
    return link.ask(Address.TASKS, Envelope.of(null, new CatalogueRequest()), config.timeout())
        .map(answer -> answer.body(ScorerCatalogue.class).scorers())
        .call(this::keep)
        .map(this::remember);
  }

  private Map<String, ScorerDescriptor> remember(List<ScorerDescriptor> scorers) {
    Map<String, ScorerDescriptor> byId = new TreeMap<>();
    scorers.forEach(s -> byId.put(s.id(), s));
    known = byId;
    return byId;
  }

  private Uni<Void> keep(List<ScorerDescriptor> scorers) {
    return db.query(
            KEEP,
            scorers.stream().map(ScorerDescriptor::id).toArray(String[]::new),
            scorers.stream().map(ScorerDescriptor::version).toArray(Integer[]::new),
            scorers.stream().map(JsonColumns::text).toArray(String[]::new))
        .replaceWithVoid();
  }

  private Uni<Map<String, ScorerDescriptor>> remembered() {
    return db.query(READ)
        .map(
            rows -> {
              Map<String, ScorerDescriptor> byId = new TreeMap<>();
              for (Row row : rows) {
                ScorerDescriptor scorer =
                    JsonColumns.read(row, "descriptor", ScorerDescriptor.class);
                byId.put(scorer.id(), scorer);
              }
              return byId;
            });
  }
}
