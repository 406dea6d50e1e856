package dev.assay.common.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A key pair with a certificate that it signed itself, by the tool that every JDK has.
 *
 * @param store PKCS12 with the key and the certificate
 * @param pem the certificate alone
 */
public record SelfSigned(Path store, Path pem) {
  /** Of the store. */
  public static final String SECRET = "changeit";

  /** For a name, in files of a folder. */
  public static SelfSigned of(String name, Path folder) {
    Path store = folder.resolve(name + ".p12");
    Path pem = folder.resolve(name + ".pem");
    run(
        store,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=dns:" + name,
        "-validity",
        "2");
    run(store, "-exportcert", "-rfc", "-file", pem.toString());
    return new SelfSigned(store, pem);
  }

  private static void run(Path store, String... what) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(what));
    command.addAll(List.of("-alias", "private", "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", SECRET, "-keystore", store.toString()));
    try {
      Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(tool.waitFor()).as(said).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
