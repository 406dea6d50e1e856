package dev.assay.cli.client;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * Stands for TLS towards a server that is spoken to without it, as the local one is: Java's client
 * would else set up all of TLS and read every certificate that it trusts before its first call,
 * which takes longer than most commands run. Every attempt to speak TLS with it fails.
 */
final class NoTls extends SSLContextSpi {
  private NoTls() {}

  /** What the client is given. */
  static SSLContext context() {
    return new SSLContext(new NoTls(), null, "none") {};
  }

  /** What goes with it. */
  static SSLParameters parameters() {
    return new SSLParameters(new String[0], new String[0]);
  }

  @Override
  protected void engineInit(KeyManager[] keys, TrustManager[] trusted, SecureRandom random)
      throws KeyManagementException {
    throw new KeyManagementException("this client speaks no TLS");
  }

  @Override
  protected SSLSocketFactory engineGetSocketFactory() {
    throw refused();
  }

  @Override
  protected SSLServerSocketFactory engineGetServerSocketFactory() {
    throw refused();
  }

  @Override
  protected SSLEngine engineCreateSSLEngine() {
    throw refused();
  }

  @Override
  protected SSLEngine engineCreateSSLEngine(String host, int port) {
    throw refused();
  }

  @Override
  protected SSLSessionContext engineGetServerSessionContext() {
    throw refused();
  }

  @Override
  protected SSLSessionContext engineGetClientSessionContext() {
    throw refused();
  }

  private static UnsupportedOperationException refused() {
    return new UnsupportedOperationException("this client speaks no TLS");
  }
}
