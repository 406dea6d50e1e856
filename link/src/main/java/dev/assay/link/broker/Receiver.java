package dev.assay.link.broker;

/** A subscription to one address. Survives reconnects. */
public interface Receiver {

  /** Takes nothing new from now on; what was delivered can still be settled. */
  void stop();
}
