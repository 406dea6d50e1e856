package dev.assay.worker;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.assay.common.testing.HouseRules;
import dev.assay.link.egress.EgressRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of this house. */
class ArchitectureTest {
  private static final JavaClasses WORKER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.assay.worker");

  @Test
  void shouldKeepNoState() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..", "javax.sql..", "jakarta.persistence..", "io.vertx.sqlclient..")
        .check(WORKER);
  }

  @Test
  void shouldKnowNothingOfOtherServices() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.assay.run..", "dev.assay.scoring..", "dev.assay.cli..")
        .check(WORKER);
  }

  @Test
  void shouldKeepKindsFreeOfTheCallLoop() {
    noClasses()
        .that()
        .resideInAPackage("..worker.kind..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..worker.call..", "..worker.admission..", "..worker.intake..", "..worker.presence..")
        .check(WORKER);
  }

  @Test
  void shouldKeepTheCallLoopFreeOfParticularKinds() {
    noClasses()
        .that()
        .resideInAnyPackage("..worker.call..", "..worker.outcome..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.assay.worker.kind.*..", "dev.assay.simulator..")
        .check(WORKER);
  }

  @Test
  void shouldKeepKindsApart() {
    for (String kind :
        List.of("openai", "anthropic", "gemini", "ollama", "bedrock", "http", "replay")) {
      noClasses()
          .that()
          .resideInAPackage("dev.assay.worker.kind." + kind + "..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.assay.worker.kind.*..")
                  .and(resideOutsideOfPackage("dev.assay.worker.kind.parts.."))
                  .and(resideOutsideOfPackage("dev.assay.worker.kind.reading.."))
                  .and(resideOutsideOfPackage("dev.assay.worker.kind.answer.."))
                  .and(resideOutsideOfPackage("dev.assay.worker.kind." + kind + "..")))
          .check(WORKER);
    }
  }

  @Test
  void shouldKeepWhatKindsShareFreeOfThem() {
    noClasses()
        .that()
        .resideInAnyPackage("..kind.parts..", "..kind.reading..", "..kind.answer..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.assay.worker.kind.*..")
                .and(resideOutsideOfPackage("dev.assay.worker.kind.parts.."))
                .and(resideOutsideOfPackage("dev.assay.worker.kind.reading.."))
                .and(resideOutsideOfPackage("dev.assay.worker.kind.answer..")))
        .check(WORKER);
  }

  @Test
  void shouldOpenSocketsToProvidersInOnePlaceOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..worker.wire..", "..worker.asset..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("io\\.vertx\\.core\\.http\\.HttpClient.*")
        .check(WORKER);
  }

  @Test
  void shouldLeaveTheRulesOfEgressInOnePlaceOnly() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(WorkerRuntime.class.getName())
        .should()
        .callMethod(EgressRules.class, "unbound")
        .because("what calls past the rules must never be given an address of a user")
        .check(WORKER);
  }

  @Test
  void shouldAskRunServiceOnlyThroughTheRestClient() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..worker.asset..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.eclipse.microprofile.rest.client..",
            "io.quarkus.rest.client..",
            "org.jboss.resteasy.reactive..",
            "jakarta.ws.rs..")
        .check(WORKER);
    noClasses()
        .that()
        .resideInAPackage("..worker.asset..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("io\\.vertx\\.core\\.http\\.HttpClient(Options|Builder|Agent)?")
        .check(WORKER);
  }

  @Test
  void shouldHaveNoCyclesBetweenPackages() {
    HouseRules.noCyclesBelow("dev.assay.worker").check(WORKER);
  }

  @Test
  void shouldKeepPackagesSmall() {
    HouseRules.packagesHoldAtMost(15).check(WORKER);
  }

  @Test
  void shouldNeverSleep() {
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(WORKER);
  }
}
