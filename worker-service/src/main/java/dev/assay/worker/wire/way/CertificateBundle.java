package dev.assay.worker.wire.way;

import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Authorities of an operator's own, trusted beside those that the JVM trusts. */
final class CertificateBundle {
  private CertificateBundle() {}

  /**
   * Reads certificates from a file in PEM. Blocks once, at the start.
   *
   * @throws IllegalArgumentException when it holds none, with a sentence
   */
  static TrustOptions read(Path file) {
    try {
      Collection<? extends Certificate> own;
      try (InputStream in = Files.newInputStream(file)) {
        own = CertificateFactory.getInstance("X.509").generateCertificates(in);
      }
      if (own.isEmpty()) {
        throw new IllegalArgumentException(sentence(file, "holds no certificate"));
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (X509Certificate known : trustedBy(null).getAcceptedIssuers()) {
        store.setCertificateEntry("jvm-" + number++, known);
      }
      for (Certificate added : own) {
        store.setCertificateEntry("own-" + number++, added);
      }
      return TrustOptions.wrap(trustedBy(store));
    } catch (IOException e) {
      throw new IllegalArgumentException(sentence(file, "cannot be read"), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(sentence(file, "is no bundle of certificates in PEM"), e);
    }
  }

  /** Who trusts what a store holds; null for the JVM's own. */
  private static X509TrustManager trustedBy(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager known) {
        return known;
      }
    }
    throw new GeneralSecurityException("no trust manager for X.509");
  }

  private static String sentence(Path file, String what) {
    return EgressWay.CA_FILE + ": the file " + file + " " + what + ".";
  }
}
