package dev.assay.run.library.datasets.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A file of text whose encoding is known: by its byte order mark, by what was declared, by the
 * zeros that UTF-16 and UTF-32 put beside the ASCII every file of items begins with (RFC 4627,
 * section 3), and otherwise UTF-8. An encoding of a single byte cannot be told from another, so it
 * must be declared.
 */
public final class TextSource {
  private static final int LONGEST_MARK = 4;
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

  /** The longer ones first: that of UTF-32LE begins like that of UTF-16LE. */
  private static final List<Mark> MARKS =
      List.of(
          new Mark(UTF_32BE, 0x00, 0x00, 0xFE, 0xFF),
          new Mark(UTF_32LE, 0xFF, 0xFE, 0x00, 0x00),
          new Mark(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
          new Mark(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
          new Mark(StandardCharsets.UTF_16LE, 0xFF, 0xFE));

  private final InputStream in;
  private final Charset charset;

  private TextSource(InputStream in, Charset charset) {
    this.in = in;
    this.charset = charset;
  }

  /**
   * Looks at the first bytes; a mark is not part of the text.
   *
   * @param declared by whoever sends the file; null when nothing was said
   */
  public static TextSource of(InputStream in, Charset declared) throws IOException {
    PushbackInputStream pushback = new PushbackInputStream(in, LONGEST_MARK);
    byte[] first = pushback.readNBytes(LONGEST_MARK);
    for (Mark mark : MARKS) {
      if (mark.begins(first)) {
        pushback.unread(first, mark.bytes.length, first.length - mark.bytes.length);
        return new TextSource(pushback, mark.charset);
      }
    }
    pushback.unread(first);
    return new TextSource(pushback, declared == null ? guessed(first) : declared);
  }

  /** The encoding that the text is read in. */
  public Charset charset() {
    return charset;
  }

  /** The text, in which bytes that are none are marked for {@link BadBytes}. */
  public Reader reader() {
    return new EscapingReader(in, charset);
  }

  private static Charset guessed(byte[] first) {
    int zeros = 0;
    for (int i = 0; i < first.length; i++) {
      zeros |= first[i] == 0 ? 1 << i : 0;
    }
    return switch (zeros) {
      case 0b0111 -> UTF_32BE;
      case 0b1110 -> UTF_32LE;
      case 0b0101, 0b01 -> StandardCharsets.UTF_16BE;
      case 0b1010, 0b10 -> StandardCharsets.UTF_16LE;
      default -> StandardCharsets.UTF_8;
    };
  }

  /** What a file of an encoding may begin with. */
  private static final class Mark {
    private final Charset charset;
    private final int[] bytes;

    Mark(Charset charset, int... bytes) {
      this.charset = charset;
      this.bytes = bytes;
    }

    boolean begins(byte[] first) {
      boolean same = first.length >= bytes.length;
      for (int i = 0; same && i < bytes.length; i++) {
        same = (first[i] & 0xFF) == bytes[i];
      }
      return same;
    }
  }
}
