/** What is asked of the simulated provider, whatever form it came in. */
package dev.assay.simulator.question;
