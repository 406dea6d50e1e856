package dev.assay.run.library.datasets.staging;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Items of an upload, in a file that is gone when they are stored. The upload is read, checked and
 * hashed as it arrives, at the client's pace; the transaction begins when all is known to be good
 * and runs at the pace of the disk.
 */
final class OnDisk implements ItemStore, StagedItems {
  private static final int BUFFER = 128 * 1024;
  private static final int NULL = -1;

  private final Path file;
  private final DataOutputStream out;
  private DataInputStream in;
  private int written;
  private int read;

  OnDisk() {
    try {
      file = Files.createTempFile("assay-upload", ".items");
      out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
    } catch (IOException e) {
      throw new UncheckedIOException("the upload cannot be kept on disk", e);
    }
  }

  @Override
  public void add(StagedItem item) {
    try {
      write(item.id());
      write(item.section());
      write(item.label());
      write(item.body());
      written++;
    } catch (IOException e) {
      throw new UncheckedIOException("the upload cannot be kept on disk", e);
    }
  }

  @Override
  public StagedItems finish() {
    try {
      out.close();
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("the upload cannot be kept on disk", e);
    }
  }

  @Override
  public List<StagedItem> next() {
    Batch batch = new Batch();
    try {
      while (!batch.full() && read < written) {
        read++;
        batch.add(new StagedItem(read, text(), text(), text(), text()));
      }
      return batch.items();
    } catch (IOException e) {
      throw new UncheckedIOException("the upload cannot be read back from disk", e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
      if (in != null) {
        in.close();
      }
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the upload cannot be removed from disk", e);
    }
  }

  private void write(String text) throws IOException {
    if (text == null) {
      out.writeInt(NULL);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private String text() throws IOException {
    int length = in.readInt();
    return length == NULL ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
