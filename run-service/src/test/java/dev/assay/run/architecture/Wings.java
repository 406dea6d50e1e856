package dev.assay.run.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.lang.ArchRule;
import dev.assay.run.platform.broker.WorkerFeed;
import java.util.List;

/**
 * The wings of run-service and who may use whom: keep it (library), order it (control), run it
 * (engine), decide it (verdict), read it (results), try it first (preview), over what a run is
 * (runs) and what carries it (platform). Traffic and doors come.
 */
final class Wings {
  /** All of them, from the ground up. */
  static final List<String> NAMES =
      List.of(
          "platform",
          "runs",
          "library",
          "verdict",
          "engine",
          "control",
          "preview",
          "traffic",
          "results",
          "doors");

  private Wings() {}

  /** The layered rule, for the wings below a root package. */
  static ArchRule layered(String root) {
    var wings =
        layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(root + "..")
            .withOptionalLayers(true);
    for (String wing : NAMES) {
      wings = wings.layer(wing).definedBy(root + "." + wing + "..");
    }
    return wings
        .whereLayer("doors")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("preview")
        .mayOnlyBeAccessedByLayers("doors")
        .whereLayer("results")
        .mayOnlyBeAccessedByLayers("doors")
        .whereLayer("control")
        .mayOnlyBeAccessedByLayers("preview", "traffic", "doors")
        .whereLayer("traffic")
        .mayOnlyBeAccessedByLayers("preview", "results", "doors")
        .whereLayer("engine")
        .mayOnlyBeAccessedByLayers("control", "traffic", "doors")
        .whereLayer("verdict")
        .mayOnlyBeAccessedByLayers("engine", "control", "preview", "results", "traffic", "doors")
        .whereLayer("library")
        .mayOnlyBeAccessedByLayers("engine", "control", "preview", "traffic", "doors")
        .whereLayer("runs")
        .mayOnlyBeAccessedByLayers(
            "library", "verdict", "engine", "control", "preview", "results", "traffic", "doors")
        .ensureAllClassesAreContainedInArchitecture()
        .because(
            "a wing uses what lies below it; move the class down to where both can reach it, or let"
                + " the upper one register with the lower");
  }

  /** Numbers and reading come from rows: no broker, nothing of what people define. */
  static ArchRule rowsOnly(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(root + ".verdict..", root + ".results..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.assay.link.broker..", root + ".library..")
                .or(resideInAPackage(root + ".platform.broker..").and(not(type(WorkerFeed.class)))))
        .because(
            "what is decided and read stands in rows; a stream hears the worker feed, no more");
  }

  /** Arithmetic over numbers that were read: no rows, no broker, no clock of a container. */
  static ArchRule pure(String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.assay.run.platform..",
            "dev.assay.link..",
            "io.vertx..",
            "io.smallrye..",
            "jakarta.enterprise..",
            "jakarta.ws.rs..")
        .because("a formula is a function of its numbers");
  }
}
