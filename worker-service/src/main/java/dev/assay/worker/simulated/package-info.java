/**
 * A model provider that is not one: seeded answers, latencies and faults. The core decides what
 * happens to a request; it is played in the process or by {@link
 * dev.assay.worker.simulated.SimulatorServer} over HTTP. Needs Vert.x and Jackson only.
 */
package dev.assay.worker.simulated;
