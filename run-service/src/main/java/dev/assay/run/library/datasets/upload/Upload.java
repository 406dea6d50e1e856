package dev.assay.run.library.datasets.upload;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an upload is to be read.
 *
 * @param format of the file
 * @param gzip whether it is compressed
 * @param charset its encoding, null when nothing was said
 * @param map fields of items by the names of columns of CSV that are not called like them
 * @param skipBad whether good items are kept although there are bad ones
 */
public record Upload(
    UploadFormat format, boolean gzip, Charset charset, Map<String, String> map, boolean skipBad) {

  /** Of a file in UTF-8 with columns that are called like fields. */
  public static Upload of(UploadFormat format) {
    return new Upload(format, false, null, Map.of(), false);
  }

  /** Reads {@code column=field}, each column once; fails with VALIDATION_FAILED. */
  public static Map<String, String> map(List<String> pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String pair : pairs) {
      int at = pair.lastIndexOf('=');
      if (at <= 0 || map.put(pair.substring(0, at), pair.substring(at + 1)) != null) {
        String message = "must be COLUMN=FIELD, such as question=input, each column once";
        throw new ProblemException(
            ErrorCode.VALIDATION_FAILED,
            "The parameter map " + message + ".",
            List.of(new Violation("map", message)));
      }
    }
    return map;
  }
}
