package dev.assay.run.library.datasets.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Decodes text of which some bytes may be broken: each of those becomes a low surrogate of its own,
 * U+DC00 and the byte (as Python's PEP 383 does), which no valid text has. So reading goes on, and
 * whoever takes a piece of the text can tell that this piece, and no other, is broken.
 */
final class EscapingReader extends Reader {
  private static final int CHUNK = 16 * 1024;

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK).flip();
  private boolean ended;
  private boolean flushed;

  EscapingReader(InputStream in, Charset charset) {
    this.in = in;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    CharBuffer out = CharBuffer.wrap(target, offset, length).slice();
    while (out.position() == 0 && !flushed) {
      decode(out);
    }
    return out.position() == 0 ? -1 : out.position();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void decode(CharBuffer out) throws IOException {
    CoderResult result = decoder.decode(bytes, out, ended);
    if (result.isError()) {
      escape(result.length(), out);
    } else if (result.isUnderflow() && ended) {
      flushed = decoder.flush(out).isUnderflow();
    } else if (result.isUnderflow()) {
      fill();
    } else if (out.position() == 0) {
      throw new IOException("no room for a single character");
    }
  }

  /** As many as there is room for; the rest is found broken again. */
  private void escape(int broken, CharBuffer out) {
    for (int i = 0; i < broken && out.hasRemaining(); i++) {
      out.put(BadBytes.escaped(bytes.get()));
    }
    decoder.reset();
  }

  private void fill() throws IOException {
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = read < 0;
    bytes.position(bytes.position() + Math.max(0, read)).flip();
  }
}
