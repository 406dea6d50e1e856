/** Items of queues: who has which for how long, and what came of them. */
package dev.assay.run.traffic.queues.reviews;
