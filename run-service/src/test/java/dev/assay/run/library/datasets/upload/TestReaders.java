package dev.assay.run.library.datasets.upload;

import dev.assay.run.testing.Settings;

/** A reader with the limits of the shipped configuration. */
public final class TestReaders {
  private TestReaders() {}

  /** Without the application around it. */
  public static UploadReader reader() {
    UploadConfig config = Settings.of(UploadConfig.class);
    return new UploadReader(config);
  }
}
