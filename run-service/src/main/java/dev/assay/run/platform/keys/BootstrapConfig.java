package dev.assay.run.platform.keys;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The first key of the workspace {@code default}. */
@ConfigMapping(prefix = "assay.bootstrap")
public interface BootstrapConfig {
  /** A key given directly; it is made an admin key of the workspace {@code default}. */
  Optional<String> key();

  /** A file with such a key; made, readable by the owner alone, when it does not exist. */
  Optional<String> keyFile();
}
