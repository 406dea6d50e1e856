package dev.assay.run.library.assets;

import java.util.Set;

/**
 * A stored asset.
 *
 * @param mediaType as it was uploaded
 * @param content the bytes
 */
record Asset(String mediaType, byte[] content) {
  /** What a browser may show as it is; other images, such as SVG, can hold scripts. */
  private static final Set<String> SHOWN =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  /** Whether a browser may show it instead of saving it. */
  boolean shown() {
    return SHOWN.contains(mediaType);
  }
}
