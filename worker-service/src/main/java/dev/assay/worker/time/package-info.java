/** Clock and timers of the event loop. */
package dev.assay.worker.time;
