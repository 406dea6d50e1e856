/**
 * A model provider that is not one: seeded answers, latencies, limits and faults. A plan decides
 * what happens to a request, a form writes it as a provider would; it is played in the process or
 * by {@link dev.assay.simulator.SimulatorServer} over HTTP. Needs Vert.x and Jackson only.
 */
package dev.assay.simulator;
