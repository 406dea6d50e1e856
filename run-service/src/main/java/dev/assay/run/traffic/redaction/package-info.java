/**
 * What is taken out of traffic and feedback before anything is stored, and how long the rest stays.
 */
package dev.assay.run.traffic.redaction;
