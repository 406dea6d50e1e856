/** Who asked for which change: written with every answer to a change, read by admins. */
package dev.assay.run.platform.audit;
