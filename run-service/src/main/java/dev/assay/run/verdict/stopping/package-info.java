/** Ends runs whose verdict is known before all units are asked. Pure: decides from counters. */
package dev.assay.run.verdict.stopping;
