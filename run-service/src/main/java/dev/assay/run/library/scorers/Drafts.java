package dev.assay.run.library.scorers;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.library.scorers.catalogue.Catalogue;
import dev.assay.run.library.scorers.catalogue.ParamsProbe;
import dev.assay.run.library.scorers.catalogue.ScorerRules;
import dev.assay.run.platform.paging.Names;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the definition of a custom scorer as an evaluation's scorer is checked. */
@ApplicationScoped
public class Drafts {
  /** The categories of the catalogue. */
  static final List<String> CATEGORIES =
      List.of(
          "correctness", "user_outcomes", "safety_and_security", "context_quality", "model_fit");

  private static final Pattern NAME = Pattern.compile(Names.PATTERN);
  // GET /v1/scorers/preview is taken by the try-out.
  private static final Set<String> RESERVED = Set.of("preview");
  private static final int LONGEST_DESCRIPTION = 2000;
  private static final String UNNAMED = "preview";

  private final Catalogue catalogue;
  private final ParamsProbe probe;

  Drafts(Catalogue catalogue, ParamsProbe probe) {
    this.catalogue = catalogue;
    this.probe = probe;
  }

  /**
   * What a definition comes to.
   *
   * @param spec with the name as its key
   * @param descriptor of the scorer that does the work
   */
  public record Checked(ScorerSpec spec, ScorerDescriptor descriptor) {}

  /**
   * Checks a definition that is to be saved.
   *
   * @return fails with every violation, or with SCORING_UNAVAILABLE when scoring-service is needed
   *     and away
   */
  public Uni<Checked> check(CustomScorer draft) {
    return check(draft, "", true);
  }

  /**
   * Checks a definition that may have no name yet.
   *
   * @param path of the definition in the request, such as {@code definition.}
   */
  public Uni<Checked> check(CustomScorer draft, String path) {
    return check(draft, path, false);
  }

  private Uni<Checked> check(CustomScorer draft, String path, boolean named) {
    return catalogue.all().flatMap(known -> check(draft, path, named, known));
  }

  private Uni<Checked> check(
      CustomScorer draft, String path, boolean named, Map<String, ScorerDescriptor> known) {
    List<Violation> wrong = plain(draft, path, named, known);
    if (!wrong.isEmpty()) {
      throw problem(ErrorCode.VALIDATION_FAILED, wrong);
    }
    String key = draft.name() == null ? UNNAMED : draft.name();
    ScorerRules.Read read = ScorerRules.read(List.of(draft.toNode(key)), known);
    require(read, path);
    ScorerDescriptor descriptor = known.get(draft.kind().scorer());
    return probe
        .check(custom(read), known)
        .invoke(probed -> require(probed, path))
        .map(probed -> new Checked(read.scorers().get(0), descriptor));
  }

  /** Marked as custom, whatever its kind: scoring-service is to have a look at every draft. */
  private static ScorerRules.Read custom(ScorerRules.Read read) {
    ScorerSpec s = read.scorers().get(0);
    return new ScorerRules.Read(
        List.of(new ScorerSpec(s.id(), s.key(), s.threshold(), s.params(), s.key())),
        List.of(),
        null);
  }

  private static List<Violation> plain(
      CustomScorer draft, String path, boolean named, Map<String, ScorerDescriptor> known) {
    List<Violation> wrong = new ArrayList<>();
    String name = draft.name();
    if (name == null && named) {
      wrong.add(new Violation(path + "name", "is missing."));
    } else if (name != null && !NAME.matcher(name).matches()) {
      wrong.add(new Violation(path + "name", Names.MESSAGE + "."));
    } else if (named && (known.containsKey(name) || RESERVED.contains(name))) {
      wrong.add(new Violation(path + "name", name + " is taken by a built-in scorer."));
    }
    if (draft.kind() == null) {
      wrong.add(new Violation(path + "kind", "is missing: judge, expression or http."));
    } else if (!known.containsKey(draft.kind().scorer())) {
      wrong.add(
          new Violation(
              path + "kind",
              "is not available: the scoring-service has no scorer "
                  + draft.kind().scorer()
                  + "."));
    }
    if (draft.category() != null && !CATEGORIES.contains(draft.category())) {
      wrong.add(
          new Violation(
              path + "category",
              "must be one of "
                  + String.join(", ", CATEGORIES)
                  + "."
                  + DidYouMean.ask(draft.category(), CATEGORIES)));
    }
    if (draft.description() != null && draft.description().length() > LONGEST_DESCRIPTION) {
      wrong.add(
          new Violation(
              path + "description", "must have at most " + LONGEST_DESCRIPTION + " characters."));
    }
    return wrong;
  }

  private static void require(ScorerRules.Read read, String path) {
    if (read.code() != null) {
      throw problem(
          read.code(),
          read.violations().stream()
              .map(v -> new Violation(path + field(v.field()), v.message()))
              .toList());
    }
  }

  private static String field(String ofScorer) {
    String field = ofScorer.replaceFirst("^scorers\\[0]\\.?", "");
    return field.isEmpty() || field.equals("threshold") || field.startsWith("params")
        ? (field.isEmpty() ? "params" : field)
        : "params." + field;
  }

  private static ProblemException problem(ErrorCode code, List<Violation> wrong) {
    Violation first = wrong.get(0);
    return new ProblemException(code, first.field() + ": " + first.message(), wrong);
  }
}
