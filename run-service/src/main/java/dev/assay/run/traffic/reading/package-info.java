/** Bodies of many records: JSON or JSON lines, good ones kept, bad ones named by their place. */
package dev.assay.run.traffic.reading;
