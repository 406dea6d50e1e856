package dev.assay.run.library.datasets.upload;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of an upload, decompressed, within limits: a small upload that grows beyond reason is
 * refused as soon as it does.
 */
public final class UploadStream extends FilterInputStream {
  /** Below this, a high ratio is of no concern. */
  private static final long HARMLESS = 16L * 1024 * 1024;

  private static final String LIMITS = "docs/limits.md names the settings.";

  private final long most;
  private final int ratio;
  private final Counting raw;
  private long count;

  private UploadStream(InputStream in, Counting raw, long most, int ratio) {
    super(in);
    this.raw = raw;
    this.most = most;
    this.ratio = ratio;
  }

  /**
   * Whether a body is compressed, by its Content-Encoding, which may be null; fails with
   * UNSUPPORTED_MEDIA_TYPE for another one.
   */
  public static boolean isGzip(String encoding) {

    if (encoding == null || encoding.equalsIgnoreCase("identity")) {
      return false;
    }
    if (encoding.equalsIgnoreCase("gzip")) {
      return true;
    }
    throw new ProblemException(
        ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The Content-Encoding must be gzip or absent.");
  }

  /**
   * Over the body of a request.
   *
   * @param gzip whether it is compressed
   * @param most bytes after decompression
   * @param ratio how many times larger than the upload they may be
   */
  public static UploadStream of(InputStream body, boolean gzip, long most, int ratio)
      throws IOException {
    Counting raw = new Counting(body);
    return new UploadStream(gzip ? new GZIPInputStream(raw, 64 * 1024) : raw, raw, most, ratio);
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      counted(1);
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    if (n > 0) {
      counted(n);
    }
    return n;
  }

  private void counted(int n) {
    count += n;
    if (count > most) {
      throw new ProblemException(
          ErrorCode.BODY_TOO_LARGE,
          "The body is larger than " + most + " bytes; split it. " + LIMITS);
    }
    if (count > HARMLESS && count / ratio > raw.count) {
      throw new ProblemException(
          ErrorCode.BODY_TOO_LARGE,
          "The body grows more than " + ratio + " times when decompressed; send it uncompressed.");
    }
  }

  /** Counts what comes over the wire. */
  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count += b >= 0 ? 1 : 0;
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      count += Math.max(0, n);
      return n;
    }
  }
}
