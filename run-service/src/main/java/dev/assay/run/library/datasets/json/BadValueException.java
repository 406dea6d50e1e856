package dev.assay.run.library.datasets.json;

import java.io.IOException;

/** A value that no item may hold, in a file that is otherwise readable. */
final class BadValueException extends IOException {
  private static final long serialVersionUID = 1L;

  BadValueException(String reason) {
    super(reason);
  }
}
