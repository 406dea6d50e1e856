package dev.assay.run.library.datasets.upload;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;

/** The forms in which a dataset is uploaded. */
public enum UploadFormat {
  /** One JSON object per line. */
  JSONL,
  /** One JSON array. */
  JSON,
  /** A header line and rows. */
  CSV;

  /** The media types, for a resource's {@code @Consumes}. */
  public static final String JSONL_TYPE = "application/x-ndjson";

  /** Another name of the same. */
  public static final String JSONL_TYPE_TOO = "application/jsonl";

  /** CSV. */
  public static final String CSV_TYPE = "text/csv";

  /** The format of a Content-Type; fails with UNSUPPORTED_MEDIA_TYPE. */
  public static UploadFormat of(MediaType type) {
    String name = type == null ? "" : (type.getType() + "/" + type.getSubtype());
    return switch (name.toLowerCase(Locale.ROOT)) {
      case JSONL_TYPE, JSONL_TYPE_TOO -> JSONL;
      case MediaType.APPLICATION_JSON -> JSON;
      case CSV_TYPE -> CSV;
      default ->
          throw new ProblemException(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              "A dataset is uploaded as application/x-ndjson, application/json or text/csv.");
    };
  }
}
