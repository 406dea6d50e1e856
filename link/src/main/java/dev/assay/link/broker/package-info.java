/**
 * How messages cross the wire: one AMQP 1.0 link that reconnects, sends durably and waits for the
 * broker's word, and receives with bounded credit and an explicit outcome for every delivery. Why
 * this is here and not three times: docs/adr.
 */
package dev.assay.link.broker;
