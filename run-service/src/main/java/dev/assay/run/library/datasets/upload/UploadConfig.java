package dev.assay.run.library.datasets.upload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How large an uploaded dataset may be. */
@ConfigMapping(prefix = "assay.upload")
public interface UploadConfig {
  /** Most items of one version. */
  @WithDefault("1000000")
  int maxRows();

  /** Most bytes of a file, after decompression. */
  @WithDefault("256M")
  MemorySize maxBytes();

  /** Most bytes of one line of a file. */
  @WithDefault("16M")
  MemorySize maxLineBytes();

  /** Most columns of a CSV file. */
  @WithDefault("1000")
  int maxColumns();

  /** How many times larger than the upload its content may be. */
  @WithDefault("200")
  int maxRatio();

  /** How many bad lines are reported one by one; all are counted. */
  @WithDefault("1000")
  int reportedLines();
}
