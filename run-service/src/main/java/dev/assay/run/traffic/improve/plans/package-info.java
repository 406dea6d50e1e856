/** What improving a skill, and launching a run again, would take: told before it is done. */
package dev.assay.run.traffic.improve.plans;
