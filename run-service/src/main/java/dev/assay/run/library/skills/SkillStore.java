package dev.assay.run.library.skills;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.run.library.skills.StoredSkill.State;
import dev.assay.run.platform.db.Narrowed;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.paging.VersionReference;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * The rows of skills and their versions. A change makes a version; runs keep theirs. Who names no
 * version gets the newest that was adopted: what a model proposed is had by its number only.
 */
@ApplicationScoped
public class SkillStore {
  private static final String VERSIONS =
      "from SkillVersionEntity v join fetch v.skill s where s.workspaceId = ?1";
  private static final String NEWEST =
      "v.version = (select max(a.version) from SkillVersionEntity a"
          + " where a.skill = s and a.state = 'adopted')";
  // What is asked for without a number, and what was made last: either may say it already.
  private static final String ALIKE =
      "skill = ?1 and sha256 = ?2 and (version = ?3 or version = (select max(a.version)"
          + " from SkillVersionEntity a where a.skill = ?1 and a.state = 'adopted'))"
          + " order by state, version desc";
  private static final String CLAIM =
      """
      insert into skills (id, workspace_id, name) values ($1, $2, $3)
      on conflict (workspace_id, name) do update set updated_at = now()
      returning id, latest_version
      """;
  private static final String HOLD =
      "select id, latest_version from skills where workspace_id = $1 and name = $2 for update";
  private static final String ADOPT =
      "update skill_versions set state = 'adopted' where id = $1 and state = 'proposed'";

  private final Sessions sessions;
  private final SkillRepository skills;
  private final SkillVersionRepository versions;

  SkillStore(Sessions sessions, SkillRepository skills, SkillVersionRepository versions) {
    this.sessions = sessions;
    this.skills = skills;
    this.versions = versions;
  }

  /** What saving came to: whether it made a version, and the one that says it. */
  public record Saved(boolean made, StoredSkill skill) {}

  /**
   * Finds a version.
   *
   * @param reference {@code name} for the newest that was adopted, or {@code name@version}
   * @return the item is null when there is none
   */
  public Uni<StoredSkill> find(UUID workspaceId, String reference) {
    VersionReference wanted = VersionReference.of(reference);
    Narrowed<SkillVersionEntity> named = all(workspaceId).by("s.name =", wanted.name());
    return read(
            wanted.version() == 0 ? named.and(NEWEST) : named.by("v.version =", wanted.version()),
            1,
            "v.id")
        .map(found -> found.isEmpty() ? null : found.get(0));
  }

  /** What skills are called, the first so many. */
  Uni<List<String>> names(UUID workspaceId, int most) {
    return sessions
        .reading(() -> new Narrowed<>(skills, "workspaceId = ?1", workspaceId).first(most, "name"))
        .map(found -> found.stream().map(skill -> skill.name).toList());
  }

  private Narrowed<SkillVersionEntity> all(UUID workspaceId) {
    return new Narrowed<>(versions, VERSIONS, workspaceId);
  }

  private Uni<List<StoredSkill>> read(Narrowed<SkillVersionEntity> which, int limit, String order) {
    return sessions
        .reading(() -> which.first(limit, order))
        .map(found -> found.stream().map(SkillVersionEntity::view).toList());
  }

  /**
   * Saves a definition within the caller's transaction: a new version, unless it is what the newest
   * says already. What a model proposed last is adopted by saving the same.
   *
   * @param definition checked by {@link SkillRules}
   */
  public Uni<Saved> save(UUID workspaceId, String name, Skill definition) {
    // The row stays locked until the end: versions are made one after the other.
    return Sessions.statements()
        .rows(CLAIM, Ids.next(), workspaceId, name)
        .flatMap(claimed -> skills.findById((UUID) claimed.get(0)[0]))
        .flatMap(
            skill ->
                alike(skill, definition)
                    .flatMap(
                        there ->
                            there == null
                                ? add(skill, definition, State.ADOPTED)
                                : adopted(there).map(same -> new Saved(false, same))));
  }

  /**
   * Saves a proposal within the caller's transaction: a version that is taken by its number only,
   * until somebody adopts it; none where the newest says the same.
   *
   * @param definition as of {@link #save}
   * @return fails with UNKNOWN_SKILL when the skill is gone
   */
  public Uni<Saved> propose(UUID workspaceId, String name, Skill definition) {
    return held(workspaceId, name, ErrorCode.UNKNOWN_SKILL)
        .flatMap(
            skill ->
                alike(skill, definition)
                    .flatMap(
                        there ->
                            there == null
                                ? add(skill, definition, State.PROPOSED)
                                : Uni.createFrom().item(new Saved(false, there.view()))));
  }

  /**
   * Adopts a version: from now on it is what the name stands for. One that was adopted stays so.
   *
   * @return fails with NOT_FOUND, and with ILLEGAL_STATE for one that is older than what the name
   *     stands for
   */
  Uni<StoredSkill> adopt(UUID workspaceId, String name, int version) {
    return sessions.inTransaction(
        () ->
            held(workspaceId, name, ErrorCode.NOT_FOUND)
                .flatMap(
                    skill ->
                        versions
                            .find("skill = ?1 and version = ?2", skill, version)
                            .<SkillVersionEntity>firstResult()
                            .call(wanted -> requireNewer(skill, name, version, wanted)))
                .flatMap(this::adopted));
  }

  private Uni<Void> requireNewer(
      SkillEntity skill, String name, int version, SkillVersionEntity wanted) {
    if (wanted == null) {
      throw ProblemException.notFound("skill", name + "@" + version);
    }
    return versions
        .find("skill = ?1 and state = 'adopted' order by version desc", skill)
        .<SkillVersionEntity>firstResult()
        .invoke(
            newest -> {
              if (newest != null && newest.version > version && wanted.isProposed()) {
                throw new ProblemException(
                    ErrorCode.ILLEGAL_STATE,
                    "Version "
                        + newest.version
                        + " of the skill is newer and adopted: "
                        + name
                        + " would go on to mean that. Save the definition of version "
                        + version
                        + " again, which makes it the newest.");
              }
            })
        .replaceWithVoid();
  }

  /** Locks a skill: what is done with its versions is done one after the other. */
  private Uni<SkillEntity> held(UUID workspaceId, String name, ErrorCode none) {
    return Sessions.statements()
        .rows(HOLD, workspaceId, name)
        .flatMap(
            found -> {
              if (found.isEmpty()) {
                throw new ProblemException(
                    none, "There is no skill " + name + " in this workspace.");
              }
              return skills.findById((UUID) found.get(0)[0]);
            });
  }

  private Uni<SkillVersionEntity> alike(SkillEntity skill, Skill definition) {
    return versions.find(ALIKE, skill, definition.sha256(), skill.latestVersion).firstResult();
  }

  private Uni<StoredSkill> adopted(SkillVersionEntity there) {
    return there.isProposed()
        ? Sessions.statements().change(ADOPT, there.id).map(changed -> there.view().adopted())
        : Uni.createFrom().item(there.view());
  }

  private Uni<Saved> add(SkillEntity skill, Skill definition, State state) {
    SkillVersionEntity made = new SkillVersionEntity();
    made.id = Ids.next();
    made.skill = skill;
    made.version = ++skill.latestVersion;
    made.state = state.wire();
    made.definition = definition.named(null);
    made.sha256 = definition.sha256();
    return versions.persistAndFlush(made).map(now -> new Saved(true, now.view()));
  }

  /** Removes one with its versions; whether it was there. */
  Uni<Boolean> delete(UUID workspaceId, String name) {
    return sessions
        .inTransaction(() -> skills.delete("workspaceId = ?1 and name = ?2", workspaceId, name))
        .map(gone -> gone > 0);
  }
}
