package dev.assay.run.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.assay.common.testing.HouseRules;
import dev.assay.run.platform.db.Sessions;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.persistence.Entity;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house, kept by run-service. */
class ArchitectureTest {
  private static final String ROOT = "dev.assay.run";
  private static final JavaClasses RUN = HouseRules.shipped(ROOT);

  /** What the engine counts: its statements are its own, see docs/adr/0001. */
  private static final String[] ENGINE = {"engine", "runs", "verdict", "results"};

  @Test
  void shouldInjectByConstructorOnly() {
    HouseRules.NO_FIELD_INJECTION.check(RUN);
  }

  @Test
  void shouldWaitForNothingButItsOwnStartAndEnd() {
    HouseRules.noBlockingAwait("Bootstrap.run", "BrokerProducer.close", "Shutdown.stop").check(RUN);
    HouseRules.NO_SLEEP.check(RUN);
  }

  @Test
  void shouldKeepSqlOutOfResources() {
    HouseRules.RESOURCES_HOLD_NO_SQL.check(RUN);
  }

  @Test
  void shouldKnowNoOtherService() {
    HouseRules.knowsNoOtherServiceThan(ROOT).check(RUN);
  }

  @Test
  void shouldHaveNoCyclesBetweenPackages() {
    HouseRules.noCyclesBelow(ROOT).check(RUN);
  }

  @Test
  void shouldKeepPackagesSmall() {
    HouseRules.packagesHoldAtMost(15).check(RUN);
  }

  @Test
  void shouldUseOnlyWingsBelow() {
    Wings.layered(ROOT).check(RUN);
  }

  @Test
  void shouldFailWhenARunClimbsToWhatReadsIt() {
    // Given
    String planted = ROOT + ".architecture.planted";

    // When
    EvaluationResult result =
        Wings.layered(planted).evaluate(new ClassFileImporter().importPackages(planted));

    // Then
    assertThat(result.getFailureReport().getDetails()).anyMatch(line -> line.contains("Low"));
  }

  @Test
  void shouldDecideAndReadFromRowsOnly() {
    Wings.rowsOnly(ROOT).check(RUN);
  }

  @Test
  void shouldKeepFormulasPure() {
    Wings.pure(ROOT + ".verdict.statistics..", ROOT + ".preview.forecast..").check(RUN);
  }

  @Test
  void shouldKeepHibernateOutOfTheEngine() {
    noHibernateIn(ENGINE).check(RUN);
  }

  @Test
  void shouldNoticeHibernateWhereItMustNotBe() {
    assertThat(noHibernateIn("library").evaluate(RUN).hasViolation()).isTrue();
  }

  @Test
  void shouldTakeConnectionsInOnePlaceOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".platform.db..")
        .should()
        .dependOnClassesThat(
            type(io.vertx.mutiny.sqlclient.Pool.class).or(type(io.vertx.sqlclient.Pool.class)))
        .because("Db knows which connections are whose, and that none is taken within work")
        .check(RUN);
  }

  @Test
  void shouldEndAllPartsTogether() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".platform.shutdown")
        .should()
        .dependOnClassesThat(type(ShutdownEvent.class))
        .because("a part that waits for itself keeps the others working meanwhile: Stoppable")
        .check(RUN);
  }

  private static ArchRule noHibernateIn(String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(
            Stream.of(packages).map(p -> ROOT + "." + p + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.hibernate..", "jakarta.persistence..", "io.quarkus.hibernate..")
                .or(annotatedWith(Entity.class))
                .or(type(Sessions.class)))
        .because("what the engine counts is moved by statements that can be read where they stand");
  }
}
