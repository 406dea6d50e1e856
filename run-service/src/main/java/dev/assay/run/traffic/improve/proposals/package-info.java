/** What a model is shown of a skill and its failures, and what its reply comes to. */
package dev.assay.run.traffic.improve.proposals;
