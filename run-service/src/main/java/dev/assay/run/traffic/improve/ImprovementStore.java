package dev.assay.run.traffic.improve;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.run.library.skills.Skill;
import dev.assay.run.library.skills.SkillStore;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** The rows of improvements. Whoever moves one on holds its lock, and looks where it stands. */
@ApplicationScoped
class ImprovementStore {
  private static final String COLUMNS =
      """
      select id, workspace_id, kind, run_id, state, model_run, skill, from_version, pairs, provider,
        model, version, next_run, error, created_at, finished_at
      from improvements
      """;
  private static final String INSERT =
      """
      insert into improvements (id, workspace_id, kind, run_id, state, model_run, skill,
        from_version, pairs, provider, model, alone)
      values ($1, $2, $3, $4, 'asking', $5, $6, $7, $8, $9, $10, true)
      on conflict (workspace_id, skill) where alone and finished_at is null do nothing
      """;
  private static final String UNDER_WAY =
      COLUMNS + "where workspace_id = $1 and skill = $2 and alone and finished_at is null";
  private static final String GET = COLUMNS + "where id = $1 and workspace_id = $2";
  private static final String LIST =
      COLUMNS
          + """
          where workspace_id = $1 and ($2::uuid is null or run_id = $2)
            and ($3::uuid is null or id < $3)
          order by id desc limit $4
          """;
  // A run that is gone will never answer. What rests after a failure takes nobody's place.
  private static final String DUE =
      """
      select i.id from improvements i left join runs r on r.id = i.model_run
      where (i.state = 'launching'
         or (i.state = 'asking' and (r.id is null
               or r.status in ('cancelled', 'successful', 'partially_successful', 'failed'))))
        and not exists (
          select from sequel_troubles s where s.id = i.id and s.rests_until > now())
      order by i.id limit 50
      """;
  private static final String LOCK =
      "select id from improvements where id = $1 and state = $2 for update";
  private static final String VERSION =
      """
      update improvements set version = $2,
        state = case kind when 'rerun' then 'launching' else 'done' end,
        finished_at = case kind when 'rerun' then null else now() end
      where id = $1
      """;
  private static final String LAUNCHED =
      "update improvements set state = 'done', next_run = $2, finished_at = now() where id = $1";
  private static final String FAIL =
      """
      update improvements set state = 'failed', error = $2, finished_at = now()
      where id = $1 and state in ('asking', 'launching')
      """;
  private static final String OPEN = COLUMNS + "where id = $1 and state in ('asking', 'launching')";

  private final Db db;
  private final Sessions sessions;
  private final SkillStore skills;

  ImprovementStore(Db db, Sessions sessions, SkillStore skills) {
    this.db = db;
    this.sessions = sessions;
    this.skills = skills;
  }

  /**
   * One that is under way.
   *
   * @param pairs that the model was shown
   * @param provider of the model
   * @param model that was asked
   */
  record Open(UUID workspaceId, Improvement improvement, int pairs, String provider, String model) {
    /** Where a version that is made of it came from. */
    Skill.Provenance provenance() {
      return new Skill.Provenance(
          improvement.fromVersion(),
          improvement.run(),
          Skill.Provenance.OPTIMIZED,
          improvement.id(),
          pairs,
          provider,
          model);
    }
  }

  /**
   * Notes one, in the transaction that launches the run which asks the model.
   *
   * @return fails with ILLEGAL_STATE while another one of the skill is under way
   */
  Uni<Improvement> insert(
      SqlConnection tx, UUID workspaceId, Improvement.Kind kind, UUID modelRun, Optimization of) {
    UUID id = Ids.next();
    return Db.query(
            tx,
            INSERT,
            id,
            workspaceId,
            kind.wire(),
            of.run(),
            modelRun,
            of.skill().name(),
            of.skill().version(),
            of.samples(),
            of.model().provider(),
            of.model().model())
        .flatMap(
            made ->
                made.rowCount() == 0
                    ? underWay(tx, workspaceId, of.skill().name())
                    : Db.query(tx, GET, id, workspaceId)
                        .map(rows -> Improvement.of(Rows.one(rows))));
  }

  /** Fails, saying what is waited for: whoever asked twice is not to pay twice. */
  private static Uni<Improvement> underWay(SqlConnection tx, UUID workspaceId, String skill) {
    return Db.query(tx, UNDER_WAY, workspaceId, skill)
        .map(
            rows -> {
              String one =
                  Rows.first(rows)
                      .map(Improvement::of)
                      .map(it -> "improvement " + it.id() + ", which asks in run " + it.modelRun())
                      .orElse("an improvement that has ended just now");
              throw new ProblemException(
                  ErrorCode.ILLEGAL_STATE,
                  skill
                      + " is being improved already, by "
                      + one
                      + ": wait for what comes of it, or cancel that run.");
            });
  }

  /** One; fails with NOT_FOUND when there is none in the workspace. */
  Uni<Improvement> get(UUID workspaceId, UUID id) {
    return db.query(GET, id, workspaceId)
        .map(
            rows ->
                Rows.first(rows)
                    .map(Improvement::of)
                    .orElseThrow(() -> ProblemException.notFound("improvement", id)));
  }

  /**
   * The newest first.
   *
   * @param run only those of this one, null for all
   * @param before only those before this one, null for all
   */
  Uni<List<Improvement>> list(UUID workspaceId, UUID run, UUID before, int limit) {
    return db.query(LIST, workspaceId, run, before, limit)
        .map(rows -> Rows.list(rows, Improvement::of));
  }

  /** Those that can be moved on, of all workspaces. */
  Uni<List<UUID>> due() {
    return db.query(DUE).map(rows -> Rows.list(rows, row -> row.getUUID("id")));
  }

  /** One that is under way, of whichever workspace; the item is null when it is not. */
  Uni<Open> open(UUID id) {
    return db.query(OPEN, id)
        .map(
            rows ->
                Rows.first(rows)
                    .map(
                        row ->
                            new Open(
                                row.getUUID("workspace_id"),
                                Improvement.of(row),
                                row.getInteger("pairs"),
                                row.getString("provider"),
                                row.getString("model")))
                    .orElse(null));
  }

  /**
   * Makes a version of a proposal, once: whoever comes second finds it made. Nobody takes it who
   * does not name it, until somebody adopts it.
   *
   * @param unchanged says what is wrong with a proposal that is what the newest version says
   */
  Uni<Void> keep(Open open, Skill proposed, String unchanged) {
    UUID id = open.improvement().id();
    return sessions
        .of(open.workspaceId())
        .inTransaction(
            () ->
                inState(
                    id,
                    "asking",
                    () ->
                        skills
                            .propose(open.workspaceId(), proposed.name(), proposed)
                            .flatMap(
                                saved ->
                                    saved.made()
                                        ? Sessions.statements()
                                            .change(VERSION, id, saved.skill().version())
                                        : Sessions.statements().change(FAIL, id, unchanged))
                            .replaceWithVoid()));
  }

  private static Uni<Void> inState(UUID id, String state, Supplier<Uni<Void>> work) {
    return Sessions.statements()
        .rows(LOCK, id, state)
        .flatMap(rows -> rows.isEmpty() ? Uni.createFrom().voidItem() : work.get());
  }

  /**
   * Launches the run of a version, once.
   *
   * @param launch in the transaction that notes it
   */
  Uni<Void> launch(UUID id, Function<SqlConnection, Uni<UUID>> launch) {
    return db.inTransaction(
        tx ->
            Db.query(tx, LOCK, id, "launching")
                .flatMap(
                    rows ->
                        Rows.first(rows).isEmpty()
                            ? Uni.createFrom().voidItem()
                            : launch
                                .apply(tx)
                                .flatMap(run -> Db.query(tx, LAUNCHED, id, run))
                                .replaceWithVoid()));
  }

  /** Notes why nothing more comes of one that is under way. */
  Uni<Void> fail(UUID id, String why) {
    return db.query(FAIL, id, why).replaceWithVoid();
  }
}
