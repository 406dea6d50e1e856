package dev.assay.run.library.datasets.upload;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.Charset;
import java.util.Locale;

/** The forms in which a dataset is uploaded. */
public enum UploadFormat {
  /** One JSON object per line. */
  JSONL,
  /** One JSON array. */
  JSON,
  /** A header line and rows. */
  CSV,
  /** The same with tabs between cells. */
  TSV;

  /** The media types, for a resource's {@code @Consumes}. */
  public static final String JSONL_TYPE = "application/x-ndjson";

  /** Another name of the same. */
  public static final String JSONL_TYPE_TOO = "application/jsonl";

  /** CSV. */
  public static final String CSV_TYPE = "text/csv";

  /** CSV with tabs. */
  public static final String TSV_TYPE = "text/tab-separated-values";

  /** The format of a Content-Type; fails with UNSUPPORTED_MEDIA_TYPE. */
  public static UploadFormat of(MediaType type) {
    String name = type == null ? "" : (type.getType() + "/" + type.getSubtype());
    return switch (name.toLowerCase(Locale.ROOT)) {
      case JSONL_TYPE, JSONL_TYPE_TOO -> JSONL;
      case MediaType.APPLICATION_JSON -> JSON;
      case CSV_TYPE -> CSV;
      case TSV_TYPE -> TSV;
      default ->
          throw new ProblemException(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              "A dataset is uploaded as application/x-ndjson, application/json, text/csv or"
                  + " text/tab-separated-values.");
    };
  }

  /**
   * The encoding that a Content-Type names; null when it names none. Fails with
   * UNSUPPORTED_MEDIA_TYPE for one that nobody knows.
   */
  public static Charset charset(MediaType type) {
    String name = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
    try {
      return name == null ? null : Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "There is no encoding " + name + "; known are utf-8, utf-16, windows-1252 and others.");
    }
  }
}
