package dev.assay.link;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.assay.common.testing.HouseRules;
import org.junit.jupiter.api.Test;

/** The rules of the house, kept by what carries and guards. */
class ArchitectureTest {
  private static final JavaClasses LINK = HouseRules.shipped("dev.assay.link");

  @Test
  void shouldKnowNoService() {
    HouseRules.knowsNoOtherServiceThan("dev.assay.link").check(LINK);
  }

  @Test
  void shouldNeverWaitOrSleep() {
    HouseRules.noBlockingAwait().check(LINK);
    HouseRules.NO_SLEEP.check(LINK);
  }

  @Test
  void shouldHaveNoCyclesBetweenPackages() {
    HouseRules.noCyclesBelow("dev.assay.link").check(LINK);
  }

  @Test
  void shouldKeepPackagesSmall() {
    HouseRules.packagesHoldAtMost(15).check(LINK);
  }

  @Test
  void shouldGuardWithoutAskingTheNetwork() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.assay.link.egress..", "dev.assay.link.secret..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "java.net.http..", "dev.assay.link.broker..")
        .because("a rule is a function: who asks looks names up and opens sockets")
        .check(LINK);
  }
}
