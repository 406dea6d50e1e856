package dev.assay.worker.kind.bedrock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;

/**
 * Cuts a body of the type {@code application/vnd.amazon.eventstream} into messages, whatever pieces
 * the bytes come in. A message is: its length and the length of its headers (4 bytes each, big
 * endian), the CRC-32 of these eight bytes, headers, payload, and the CRC-32 of all before it
 * ("Event stream encoding", Amazon Transcribe developer guide).
 */
final class EventFrames {
  private static final int PRELUDE = 12;
  private static final int TRAILER = 4;

  /** AWS's own readers take no larger message. */
  private static final int LARGEST = 24 * 1024 * 1024;

  private final BiConsumer<Map<String, String>, byte[]> messages;
  private byte[] pending = new byte[1024];
  private int length;
  private String broken;

  /** Gives each message's headers that are strings, and its payload. */
  EventFrames(BiConsumer<Map<String, String>, byte[]> messages) {
    this.messages = messages;
  }

  /** Takes a piece; nothing more is read once the stream is broken. */
  void add(byte[] piece) {
    if (broken != null) {
      return;
    }
    if (length + piece.length > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(pending.length * 2, length + piece.length));
    }
    System.arraycopy(piece, 0, pending, length, piece.length);
    length += piece.length;
    int at = 0;
    while (broken == null && length - at >= PRELUDE) {
      int size = size(at);
      if (broken != null || length - at < size) {
        break;
      }
      message(at, size);
      at += size;
    }
    System.arraycopy(pending, at, pending, 0, length - at);
    length -= at;
  }

  /** Why it cannot be read, null when it can. */
  String broken() {
    return broken;
  }

  /** Whether a message was begun and not finished. */
  boolean inside() {
    return length > 0;
  }

  private int size(int at) {
    ByteBuffer prelude = ByteBuffer.wrap(pending, at, PRELUDE);
    int size = prelude.getInt();
    int headers = prelude.getInt();
    if (prelude.getInt() != crc(at, PRELUDE - 4)) {
      broken = "a message of the event stream has a wrong checksum";
    } else if (headers < 0 || size < PRELUDE + headers + TRAILER || size > LARGEST) {
      broken = "a message of the event stream has a wrong length";
    }
    return size;
  }

  private void message(int at, int size) {
    int end = at + size - TRAILER;
    if (ByteBuffer.wrap(pending, end, TRAILER).getInt() != crc(at, size - TRAILER)) {
      broken = "a message of the event stream has a wrong checksum";
      return;
    }
    int headersEnd = at + PRELUDE + ByteBuffer.wrap(pending, at + 4, 4).getInt();
    Map<String, String> headers = headers(at + PRELUDE, headersEnd);
    if (headers == null) {
      broken = "a message of the event stream has headers that cannot be read";
      return;
    }
    messages.accept(headers, Arrays.copyOfRange(pending, headersEnd, end));
  }

  /** Headers of the type string; others are passed over by their length. Null when malformed. */
  private Map<String, String> headers(int from, int to) {
    Map<String, String> headers = new HashMap<>();
    int at = from;
    while (at < to) {
      int name = at + 1;
      int type = name + (pending[at] & 0xff);
      if (type >= to) {
        return null;
      }
      int value = type + 1;
      int size = valueSize(pending[type], value, to);
      if (size < 0 || value + size > to) {
        return null;
      }
      if (pending[type] == 7) {
        headers.put(text(name, type), text(value + 2, value + size));
      }
      at = value + size;
    }
    return headers;
  }

  /** Bytes of a value with its own length field; -1 when the type is not known. */
  private int valueSize(byte type, int at, int to) {
    return switch (type) {
      case 0, 1 -> 0;
      case 2 -> 1;
      case 3 -> 2;
      case 4 -> 4;
      case 5, 8 -> 8;
      case 6, 7 -> at + 2 > to ? -1 : 2 + (ByteBuffer.wrap(pending, at, 2).getShort() & 0xffff);
      case 9 -> 16;
      default -> -1;
    };
  }

  private String text(int from, int to) {
    return new String(pending, from, to - from, StandardCharsets.UTF_8);
  }

  private int crc(int from, int count) {
    CRC32 crc = new CRC32();
    crc.update(pending, from, count);
    return (int) crc.getValue();
  }
}
