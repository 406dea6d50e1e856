/** The simulated provider over HTTP: paths, weather, limits, the log of what was asked. */
package dev.assay.simulator.server;
