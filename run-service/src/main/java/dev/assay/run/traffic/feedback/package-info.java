/** What people say of production's answers: corrections, notes, ratings, with their history. */
package dev.assay.run.traffic.feedback;
