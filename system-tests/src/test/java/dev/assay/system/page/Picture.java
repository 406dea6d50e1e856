package dev.assay.system.page;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Keeps pictures of the page small: 256 colours are enough for flat areas and the edges of text.
 */
final class Picture {
  private static final int COLOURS = 256;

  private Picture() {}

  /**
   * Writes a picture with a palette.
   *
   * @param png in full colour
   */
  static void write(byte[] png, Path to) {
    try {
      Files.createDirectories(to.getParent());
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
      Files.deleteIfExists(to);
      try (ImageOutputStream out = ImageIO.createImageOutputStream(to.toFile())) {
        ImageWriteParam smallest = writer.getDefaultWriteParam();
        smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        smallest.setCompressionQuality(0);
        writer.setOutput(out);
        writer.write(null, new IIOImage(indexed(image), null, null), smallest);
      } finally {
        writer.dispose();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage indexed(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    int[] palette = palette(pixels);
    byte[][] channels = new byte[3][palette.length];
    for (int i = 0; i < palette.length; i++) {
      channels[0][i] = (byte) (palette[i] >> 16);
      channels[1][i] = (byte) (palette[i] >> 8);
      channels[2][i] = (byte) palette[i];
    }
    IndexColorModel model =
        new IndexColorModel(8, palette.length, channels[0], channels[1], channels[2]);
    BufferedImage result =
        new BufferedImage(
            image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
    Map<Integer, Integer> nearest = new HashMap<>();
    for (int i = 0; i < pixels.length; i++) {
      int index = nearest.computeIfAbsent(pixels[i] & 0xffffff, colour -> nearest(palette, colour));
      result.getRaster().setSample(i % image.getWidth(), i / image.getWidth(), 0, index);
    }
    return result;
  }

  /** The most frequent colours, of those that nobody can tell apart only the most frequent one. */
  private static int[] palette(int[] pixels) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel & 0xffffff, 1, Integer::sum);
    }
    Map<Integer, Integer> shades = new HashMap<>();
    Map<Integer, Integer> sizes = new HashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
        .forEach(
            entry -> {
              int shade = entry.getKey() & 0xf8f8f8;
              shades.putIfAbsent(shade, entry.getKey());
              sizes.merge(shade, entry.getValue(), Integer::sum);
            });
    List<Integer> chosen =
        sizes.entrySet().stream()
            .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
            .limit(COLOURS)
            .map(entry -> shades.get(entry.getKey()))
            .toList();
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int nearest(int[] palette, int colour) {
    int found = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < palette.length; i++) {
      int red = (palette[i] >> 16 & 0xff) - (colour >> 16 & 0xff);
      int green = (palette[i] >> 8 & 0xff) - (colour >> 8 & 0xff);
      int blue = (palette[i] & 0xff) - (colour & 0xff);
      int distance = red * red + green * green + blue * blue;
      if (distance < least) {
        least = distance;
        found = i;
      }
    }
    return found;
  }
}
