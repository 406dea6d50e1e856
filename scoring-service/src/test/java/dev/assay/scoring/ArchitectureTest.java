package dev.assay.scoring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.assay.common.testing.HouseRules;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The rules of this module. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.assay.scoring");

  private static void holds(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void shouldKeepNoStateAndCallNobody() {
    holds(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.sql..",
                "javax.sql..",
                "jakarta.persistence..",
                "io.vertx.sqlclient..",
                "java.net.http..",
                "io.vertx.core.http..",
                "java.nio.file..")
            .because("scoring-service has no database, no files and calls nobody"));
  }

  @Test
  void shouldKeepTheScorersFreeOfTheServiceAroundThem() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.assay.scoring.service..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "dev.assay.scoring.service..",
                "dev.assay.link..",
                "io.quarkus..",
                "io.vertx..",
                "io.smallrye..",
                "io.micrometer..",
                "jakarta.."));
  }

  @Test
  void shouldHaveNoCyclesBetweenPackages() {
    holds(HouseRules.noCyclesBelow("dev.assay.scoring"));
  }

  @Test
  void shouldKeepPackagesSmall() {
    holds(HouseRules.packagesHoldAtMost(15));
  }

  @Test
  void shouldScoreWithoutClockLocaleOrChance() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages("dev.assay.scoring.service..", "dev.assay.scoring.engine..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.time..")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.util.Locale.class, "getDefault")
            .orShould()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethod(Math.class, "random"));
  }

  @Test
  void shouldUseNoRegularExpressionThatCanRunAway() {
    holds(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.regex..")
            .orShould()
            .callMethod(String.class, "matches", String.class)
            .orShould()
            .callMethod(String.class, "replaceAll", String.class, String.class)
            .because("patterns are RE2"));
  }

  @Test
  void shouldInjectByConstructorOnly() {
    holds(noFields().should().beAnnotatedWith(Inject.class));
  }

  @Test
  void shouldNameScorersAsSuch() {
    holds(
        classes()
            .that()
            .implement(dev.assay.scoring.scorer.Scorer.class)
            .should()
            .haveSimpleNameEndingWith("Scorer")
            .andShould()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL));
  }
}
