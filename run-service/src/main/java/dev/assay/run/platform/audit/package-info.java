/**
 * Who asked for which change, and what was denied to whom: written with the answer, read by admins.
 */
package dev.assay.run.platform.audit;
