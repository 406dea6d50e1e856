package dev.assay.run.testing;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** The settings of a part as they are shipped, without the application around it. */
public final class Settings {
  private Settings() {}

  /**
   * The defaults of a mapping, and what is given for a test. Nothing is looked for on the class
   * path: what the thread's class loader finds there depends on the test that ran before.
   */
  public static <T> T of(Class<T> mapping, Map<String, String> given) {
    return new SmallRyeConfigBuilder()
        .forClassLoader(mapping.getClassLoader())
        .withConverter(MemorySize.class, 100, new MemorySizeConverter())
        .withConverter(Duration.class, 100, new DurationConverter())
        .withMapping(mapping)
        .withDefaultValues(given)
        .build()
        .getConfigMapping(mapping);
  }

  /** The defaults of a mapping. */
  public static <T> T of(Class<T> mapping) {
    return of(mapping, Map.of());
  }
}
