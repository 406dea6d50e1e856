package dev.assay.run.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.assay.common.testing.HouseRules;
import org.junit.jupiter.api.Test;

/** The rules of the house, kept by run-service. */
class ArchitectureTest {
  private static final JavaClasses RUN = HouseRules.shipped("dev.assay.run");

  @Test
  void shouldInjectByConstructorOnly() {
    HouseRules.NO_FIELD_INJECTION.check(RUN);
  }

  @Test
  void shouldWaitForNothingButItsOwnStartAndEnd() {
    HouseRules.noBlockingAwait("Bootstrap.run", "BrokerProducer.close").check(RUN);
    HouseRules.NO_SLEEP.check(RUN);
  }

  @Test
  void shouldKeepSqlOutOfResources() {
    HouseRules.RESOURCES_HOLD_NO_SQL.check(RUN);
  }

  @Test
  void shouldKnowNoOtherService() {
    HouseRules.knowsNoOtherServiceThan("dev.assay.run").check(RUN);
  }

  @Test
  void shouldHaveNoCyclesBetweenFeatures() {
    HouseRules.noCyclesBelow("dev.assay.run").check(RUN);
  }
}
