/** Who may run: the run's concurrency shared between workers, queues in memory, fair to runs. */
package dev.assay.worker.admission;
