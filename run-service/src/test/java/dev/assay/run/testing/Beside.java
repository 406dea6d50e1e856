package dev.assay.run.testing;

import static org.awaitility.Awaitility.await;

import dev.assay.run.platform.broker.WorkerRegistry;
import io.quarkus.arc.Arc;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A field of a {@code @QuarkusTest} of the type {@link FakeWorker} or {@link FakeScoring}: each
 * test has a fresh one beside its run service, and leaves no run that still goes on.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Beside.Parts.class)
public @interface Beside {

  /** Starts them before the set-up of each test, and stops them after what it puts away. */
  final class Parts implements BeforeEachCallback, AfterEachCallback {
    private static final Duration SOON = Duration.ofMillis(10);

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
      Object test = context.getRequiredTestInstance();
      boolean works = false;
      for (Field field : AnnotationSupport.findAnnotatedFields(test.getClass(), Beside.class)) {
        field.setAccessible(true);
        field.set(test, start(field));
        works |= field.getType() == FakeWorker.class;
      }
      if (works) {
        until(() -> workers().alive() > 0);
      }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IllegalAccessException {
      Object test = context.getRequiredTestInstance();
      // A run ends only while both of them are there and say what they owe.
      try (FakeScoring scoring = of(test, FakeScoring.class);
          FakeWorker worker = of(test, FakeWorker.class)) {
        if (scoring != null) {
          scoring.silentToTasks(false).silentToTrials(false);
        }
        if (worker != null) {
          worker.release();
        }
        Arc.container().instance(Lab.class).get().quiet();
      }
      until(() -> workers().alive() == 0);
    }

    private static AutoCloseable start(Field field) {
      if (field.getType() == FakeWorker.class) {
        return FakeWorker.start();
      }
      if (field.getType() == FakeScoring.class) {
        return FakeScoring.start();
      }
      throw new IllegalStateException("nothing to put beside a run service into " + field);
    }

    /** What stands in the field of that type, or null. */
    private static <T> T of(Object test, Class<T> type) throws IllegalAccessException {
      for (Field field : AnnotationSupport.findAnnotatedFields(test.getClass(), Beside.class)) {
        if (field.getType() == type) {
          field.setAccessible(true);
          return type.cast(field.get(test));
        }
      }
      return null;
    }

    private static WorkerRegistry workers() {
      return Arc.container().instance(WorkerRegistry.class).get();
    }

    private static void until(BooleanSupplier holds) {
      await()
          .atMost(Lab.LONG)
          .pollDelay(Duration.ZERO)
          .pollInterval(SOON)
          .until(holds::getAsBoolean);
    }
  }
}
