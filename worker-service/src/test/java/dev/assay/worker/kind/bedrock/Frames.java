package dev.assay.worker.kind.bedrock;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Writes messages of an event stream, as Bedrock sends them. */
final class Frames {
  private Frames() {}

  /** An event, such as {@code contentBlockDelta}. */
  static byte[] event(String type, String json) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(":event-type", type);
    headers.put(":content-type", "application/json");
    headers.put(":message-type", "event");
    return message(headers, json);
  }

  /** An exception in mid-stream. */
  static byte[] exception(String type, String json) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(":exception-type", type);
    headers.put(":content-type", "application/json");
    headers.put(":message-type", "exception");
    return message(headers, json);
  }

  /** A message with these headers, all of them strings. */
  static byte[] message(Map<String, String> headers, String payload) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    headers.forEach(
        (name, value) -> {
          byte[] text = value.getBytes(StandardCharsets.UTF_8);
          head.write(name.length());
          head.writeBytes(name.getBytes(StandardCharsets.UTF_8));
          head.write(7);
          head.write(text.length >> 8);
          head.write(text.length & 0xff);
          head.writeBytes(text);
        });
    byte[] body = payload.getBytes(StandardCharsets.UTF_8);
    int size = 12 + head.size() + body.length + 4;
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putInt(size).putInt(head.size());
    out.putInt(crc(out.array(), 8));
    out.put(head.toByteArray()).put(body);
    out.putInt(crc(out.array(), size - 4));
    return out.array();
  }

  /** One after the other. */
  static byte[] all(byte[]... messages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] message : messages) {
      out.writeBytes(message);
    }
    return out.toByteArray();
  }

  private static int crc(byte[] bytes, int count) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, count);
    return (int) crc.getValue();
  }
}
