package dev.assay.run.library.datasets.upload;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;

/** A reader with the limits of the shipped configuration. */
public final class TestReaders {
  private TestReaders() {}

  /** Without the application around it. */
  public static UploadReader reader() {
    UploadConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(UploadConfig.class)
            .withConverter(MemorySize.class, 100, new MemorySizeConverter())
            .build()
            .getConfigMapping(UploadConfig.class);
    return new UploadReader(config);
  }
}
