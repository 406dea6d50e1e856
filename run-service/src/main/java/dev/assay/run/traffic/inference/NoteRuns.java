package dev.assay.run.traffic.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.run.control.launch.items.InferredCorrections;
import dev.assay.run.library.skills.Skill;
import dev.assay.run.library.skills.SkillRules;
import dev.assay.run.library.skills.StoredSkill;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.CacheMode;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.ResolvedRun.Warning;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.TrafficSource;
import dev.assay.run.runs.prompt.Material;
import dev.assay.run.runs.state.Purpose;
import dev.assay.run.traffic.slices.SliceCounts;
import dev.assay.run.traffic.slices.SourceSkill;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Writes down the run in which a model makes corrections of notes: one unit for each. */
@ApplicationScoped
class NoteRuns implements InferredCorrections {
  private static final String FIELD = "target.traffic.infer_corrections";
  private static final String BY_SCHEMA = "json_schema";
  private static final int LONGEST_NAME = 180;

  private static final String BY_LINK = "NOTES_BY_LINK";

  private final SourceSkill skills;
  private final SliceCounts counts;
  private final Notes notes;

  NoteRuns(SourceSkill skills, SliceCounts counts, Notes notes) {
    this.skills = skills;
    this.counts = counts;
    this.notes = notes;
  }

  @Override
  public Uni<Before> before(ResolvedRun run) {
    return skills
        .of(run.workspaceId(), run.spec().target().traffic())
        .flatMap(
            skill ->
                notes
                    .of(run, SourceSkill.schema(skill))
                    .map(dataset -> dataset == null ? null : launch(run, skill, dataset)))
        .flatMap(launch -> warnings(run).map(warnings -> new Before(launch, warnings)));
  }

  private Uni<List<Warning>> warnings(ResolvedRun run) {
    TrafficSource source = run.spec().target().traffic();
    return source.takesLinks()
        ? Uni.createFrom().item(List.of())
        : counts
            .of(run.workspaceId(), source)
            .map(counted -> counted.notesByLink() == 0 ? List.of() : List.of(leftOut(counted)));
  }

  private static Warning leftOut(SliceCounts.Counts counted) {
    return new Warning(
        BY_LINK,
        ("Of %d answers the newest note came by a link, from somebody without a key: no correction is"
                + " made of it. With infer_corrections: {links: true} a model makes corrections of such"
                + " notes, too.")
            .formatted(counted.notesByLink()));
  }

  private static LaunchRequest launch(ResolvedRun run, StoredSkill skill, ObjectNode dataset) {
    LaunchRequest of = run.request();
    ObjectNode launch = Json.mapper().createObjectNode();
    launch.put("name", name(run)).put("trigger", Purpose.INFERENCE.wire());
    launch.set("target", target(run, skill));
    launch.set("dataset", dataset);
    launch.putArray("scorers").add(scorer(SourceSkill.schema(skill)));
    launch.put("order", "position").put("concurrency", run.concurrency());
    // What is asked has a key of its own in it: nothing that was asked before is the same.
    launch.put("cache", CacheMode.OFF.wire());
    launch.set("policy", Json.mapper().valueToTree(of.policy()));
    launch.set("budget", Json.mapper().valueToTree(of.budget()));
    return LaunchRequest.of(launch);
  }

  private static String name(ResolvedRun run) {
    String of = run.name();
    int end = Math.min(LONGEST_NAME, of.length());
    boolean within = end < of.length() && Character.isHighSurrogate(of.charAt(end - 1));
    return "Corrections for " + of.substring(0, within ? end - 1 : end);
  }

  private static JsonNode target(ResolvedRun run, StoredSkill skill) {
    RunSpec.Judge asked = asked(run, skill);
    ObjectNode params = Json.mapper().createObjectNode();
    JsonNode schema = SourceSkill.schema(skill);
    // What has no other outermost form than an object can be asked for by its schema everywhere.
    if (schema != null && schema.path("type").asText().equals("object")) {
      params.set(SkillRules.FORMAT, skill.format());
    }
    if (asked.params() instanceof ObjectNode own) {
      params.setAll(own);
    }
    ObjectNode target = Json.mapper().createObjectNode();
    target.put("provider", asked.provider()).put("model", asked.model());
    if (!params.isEmpty()) {
      target.set("params", params);
    }
    target.set("prompt", Json.mapper().valueToTree(Guide.prompt(schema, Material.drawn())));
    return target;
  }

  /** Whom it asks: as the launch says, else the run's judge, else whom the skill asks itself. */
  private static RunSpec.Judge asked(ResolvedRun run, StoredSkill skill) {
    TrafficSource.Inference said = run.spec().target().traffic().inferCorrections();
    if (said.named()) {
      return new RunSpec.Judge(said.provider(), said.model(), said.params(), null);
    }
    if (run.request().judge() != null) {
      return run.request().judge();
    }
    Skill.Model own = skill == null ? null : skill.definition().model();
    if (own != null && own.provider() != null && own.model() != null) {
      return new RunSpec.Judge(own.provider(), own.model(), own.params(), null);
    }
    String sentence =
        "asks a model, and nothing says which: give {provider, model} here, a judge for the run, or"
            + (run.spec().target().traffic().sourceType() == TrafficSource.Type.SKILL
                ? " save the skill with a model."
                : " use a skill that names one.");
    throw new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        FIELD + ": " + sentence,
        List.of(new Violation(FIELD, sentence)));
  }

  /** By which answers pass that are what was asked for. */
  private static ObjectNode scorer(JsonNode schema) {
    ObjectNode scorer = Json.mapper().createObjectNode().put("threshold", 1);
    if (schema == null) {
      return scorer.put("id", "valid_json").put("strict", false);
    }
    scorer.put("id", BY_SCHEMA).set("schema", schema);
    return scorer;
  }

  /** Whether the answers of such a run passed by fitting a schema. */
  static boolean bySchema(RunSpec spec) {
    return spec.scorers().stream().anyMatch(scorer -> scorer.id().equals(BY_SCHEMA));
  }
}
