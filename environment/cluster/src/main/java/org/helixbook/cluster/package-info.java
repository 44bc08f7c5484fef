/**
 * Sweeps on Apache Spark. The engine schedules, moves and repeats; a run is computed by the process
 * that computes it on one machine, too.
 */
package org.helixbook.cluster;
